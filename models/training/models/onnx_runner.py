"""Runs this project's ONNX files in torch, node by node as the file says: the proof that nothing was lost
in export, and how `evaluate` scores the models as they were shipped."""
import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper


def logits(model, inputs):
    """What a loaded ONNX model of one output makes, float32 [N,...], of inputs of the shape that it names."""
    return outputs(model, inputs)[model.graph.output[0].name]


def outputs(model, inputs):
    """The same by name of all its outputs. Values flow through the nodes in file order, which ONNX guarantees to be an order of evaluation."""
    return run(model.graph, torch.from_numpy(np.asarray(inputs, np.float32)))


def run(graph, inputs):
    values = {t.name: torch.from_numpy(np.array(numpy_helper.to_array(t))) for t in graph.initializer}
    values[graph.input[0].name] = inputs
    with torch.no_grad():
        for node in graph.node:
            attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
            operands = [values.get(name) for name in node.input]
            values[node.output[0]] = OPERATORS[node.op_type](attributes, *operands)
    return {output.name: values[output.name].numpy().astype(np.float32) for output in graph.output}


def slice_axes(attributes, x, starts, ends, axes, steps=None):
    for i, axis in enumerate(axes.tolist()):
        step = 1 if steps is None else steps[i].item()
        x = x[(slice(None),) * axis + (slice(starts[i].item(), min(ends[i].item(), x.shape[axis]), step),)]
    return x


def convolution(attributes, x, weight, bias=None):
    return torch.nn.functional.conv2d(x, weight, bias, attributes["strides"], attributes["pads"][:2], groups=attributes.get("group", 1))


def unsqueezed(attributes, x, axes):
    for axis in sorted(axes.tolist()):
        x = x.unsqueeze(axis)
    return x


def trees(attributes, x):
    """TreeEnsembleRegressor with BRANCH_LT nodes: every row walks every tree, leaves are summed a target."""
    a, x = attributes, x.numpy()
    tree = np.array(a["nodes_treeids"])
    feature, value = np.array(a["nodes_featureids"]), np.array(a["nodes_values"], np.float32)
    first = np.searchsorted(tree, np.arange(tree[-1] + 1))          # nodes are stored tree by tree
    yes, no = np.array(a["nodes_truenodeids"]) + first[tree], np.array(a["nodes_falsenodeids"]) + first[tree]
    missing = np.array(a["nodes_missing_value_tracks_true"], bool)
    leaf = np.array([mode == b"LEAF" for mode in a["nodes_modes"]])
    weight, target = np.zeros(len(tree)), np.zeros(len(tree), int)
    at = first[np.array(a["target_treeids"])] + np.array(a["target_nodeids"])
    weight[at], target[at] = a["target_weights"], a["target_ids"]

    total = np.tile(np.array(a["base_values"], np.float64), (len(x), 1))
    rows = np.arange(len(x))
    for root in first:
        node = np.full(len(x), root)
        while not leaf[node].all():
            seen = x[rows, feature[node]]
            left = np.where(np.isnan(seen), missing[node], seen < value[node])
            node = np.where(leaf[node], node, np.where(left, yes[node], no[node]))
        total[rows, target[node]] += weight[node]
    return torch.from_numpy(total)


OPERATORS = {
    "Constant": lambda a: torch.from_numpy(np.array(numpy_helper.to_array(a["value"]))),
    "Identity": lambda a, x: x,
    "Add": lambda a, x, y: x + y,
    "Sub": lambda a, x, y: x - y,
    "Mul": lambda a, x, y: x * y,
    "Div": lambda a, x, y: x / y,
    "Log": lambda a, x: torch.log(x),
    "Exp": lambda a, x: torch.exp(x),
    "Relu": lambda a, x: torch.relu(x),
    "Sigmoid": lambda a, x: torch.sigmoid(x),
    "HardSwish": lambda a, x: torch.nn.functional.hardswish(x),
    "Max": lambda a, x, y: torch.maximum(x, y),
    "Min": lambda a, x, y: torch.minimum(x, y),
    "Concat": lambda a, *x: torch.cat(x, a["axis"]),
    "Slice": slice_axes,
    "Gather": lambda a, x, places: torch.from_numpy(np.take(x.numpy(), places.numpy(), a.get("axis", 0))),
    "Unsqueeze": unsqueezed,
    "MatMul": lambda a, x, y: x @ y,
    "Gemm": lambda a, x, weight, bias: x @ (weight.T if a.get("transB") else weight) + bias,
    "Conv": convolution,
    "BatchNormalization": lambda a, x, scale, bias, mean, variance: torch.nn.functional.batch_norm(x, mean, variance, scale, bias, eps=a["epsilon"]),
    "MaxPool": lambda a, x: torch.nn.functional.max_pool2d(x, a["kernel_shape"], a["strides"], a["pads"][:2]),
    "ReduceMean": lambda a, x: x.mean(tuple(a["axes"]), keepdim=bool(a.get("keepdims", 1))),
    "ReduceMax": lambda a, x: x.amax(tuple(a["axes"]), keepdim=bool(a.get("keepdims", 1))),
    "TreeEnsembleRegressor": trees,
}


def load(path):
    """A checked ONNX model."""
    model = onnx.load(path)
    onnx.checker.check_model(model)
    return model
