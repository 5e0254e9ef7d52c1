"""The members of the ensemble: trained, written as ONNX, and run again from there."""
