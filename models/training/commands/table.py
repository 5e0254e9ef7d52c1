"""Trains the trees and the dense network on a ready table of features."""
from training.commands import library, session
from training.data import feature_table
from training.shipping import refit


def train(options):
    """From the table to ONNX files and the printed report; a manifest only when the columns are ours."""
    study = session.prepare(options, final=True, data=feature_table.load(options.features))
    data, kept = study.data, study.out_of_fold()
    facts = refit.build(data, kept, options, study.progress)
    library.publish(options.out, dict(library.measure(data, kept, options, "track" if data.complete else "row"), files=facts))
    if not data.complete:
        print(f"\nThe columns are not the 25 of gyms features, so these models cannot score audio: {options.out} has their "
              "ONNX files and the report, but no manifest.")
