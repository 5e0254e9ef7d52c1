"""Writes trained members as ONNX: `features` or `log_spectrogram` in, `logits` float32 [N,genres] out."""
import inspect
import io
import json

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

OPSET = 15
TREES = "ai.onnx.ml"


def torch_graph(module, example, name, *outputs):
    """An ONNX model of a torch module with a free batch axis; its output is `logits` unless others are named."""
    module = module.to("cpu").eval()
    options = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    file, outputs = io.BytesIO(), outputs or ("logits",)
    torch.onnx.export(module, torch.from_numpy(np.asarray(example, np.float32)), file, input_names=[name],
                      output_names=list(outputs), dynamic_axes={each: {0: "N"} for each in (name, *outputs)},
                      opset_version=OPSET, **options)
    return onnx.load_from_string(file.getvalue())


def network(fitted, example):
    """The dense network or the CNN; `example` is any real input batch."""
    return torch_graph(fitted.model, example, fitted.kind)


def trees(fitted, example):
    """The booster: the level-invariant nodes, then one TreeEnsembleRegressor with a target per genre."""
    model = torch_graph(fitted.view, example, "features", "invariant")
    booster = json.loads(fitted.booster.save_raw("json"))["learner"]
    genres = int(booster["learner_model_param"]["num_class"])
    graph = model.graph
    graph.node.append(helper.make_node("TreeEnsembleRegressor", ["invariant"], ["logits"], name="trees",
                                       domain=TREES, **tree_attributes(booster, genres)))
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", genres]))
    model.opset_import.append(helper.make_opsetid(TREES, 1))
    return model


def base_score(booster, genres):
    """What XGBoost adds to every margin: one number in 1.x, one a class in 3.x, written as text."""
    values = np.array(json.loads("[" + booster["learner_model_param"]["base_score"].strip("[]") + "]"), float)
    return [float(v) for v in np.broadcast_to(values, genres)]


def tree_attributes(booster, genres):
    """XGBoost's JSON as TreeEnsembleRegressor attributes. XGBoost goes left where value < threshold."""
    model = booster["gradient_booster"]["model"]
    node = {key: [] for key in ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids",
                                "falsenodeids", "missing_value_tracks_true")}
    leaf = {key: [] for key in ("treeids", "nodeids", "ids", "weights")}
    for tree_id, (tree, target) in enumerate(zip(model["trees"], model["tree_info"])):
        for i, left in enumerate(tree["left_children"]):
            is_leaf = left < 0
            node["treeids"].append(tree_id)
            node["nodeids"].append(i)
            node["featureids"].append(0 if is_leaf else tree["split_indices"][i])
            node["values"].append(0.0 if is_leaf else tree["split_conditions"][i])
            node["modes"].append("LEAF" if is_leaf else "BRANCH_LT")
            node["truenodeids"].append(0 if is_leaf else left)
            node["falsenodeids"].append(0 if is_leaf else tree["right_children"][i])
            node["missing_value_tracks_true"].append(0 if is_leaf else int(tree["default_left"][i]))
            if is_leaf:
                for key, value in zip(leaf, (tree_id, i, target, tree["split_conditions"][i])):
                    leaf[key].append(value)
    attributes = {f"nodes_{key}": values for key, values in node.items()}
    attributes.update({f"target_{key}": values for key, values in leaf.items()})
    return dict(attributes, n_targets=genres, base_values=base_score(booster, genres),
                aggregate_function="SUM", post_transform="NONE")


def save(model, path):
    """Checks the model and writes it."""
    model.doc_string, model.producer_name = "", "GetYourMusicStyle"
    onnx.checker.check_model(model)
    onnx.save(model, path)
