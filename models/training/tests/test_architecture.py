"""In the packages of models/, imports run one way: from the programs down to the data, in a circle nowhere."""
import ast
import unittest
from graphlib import TopologicalSorter
from pathlib import Path

MODELS = Path(__file__).resolve().parents[2]
LAYERS = {"training": ("data", "ear", "models", "scoring", "evaluation", "shipping", "reports", "commands"),
          "corpus": ("music", "sound", "bands", "jazz", "songs", "planning", "rendering", "recordings")}   # each may import those before it


def modules(package):
    """Every module of a package, but for its tests: name -> path."""
    paths = [path.relative_to(MODELS) for path in (MODELS / package).rglob("*.py")]
    return {".".join(path.with_suffix("").parts).removesuffix(".__init__"): MODELS / path for path in paths if "tests" not in path.parts}


def imports(package):
    """Which modules of the package each one imports, wherever in the file; relative imports as they are written."""
    known = modules(package)
    graph = {}
    for name, path in known.items():
        found = set()
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found |= {"." * node.level + (node.module or "")} | {f"{node.module}.{alias.name}" for alias in node.names}
        graph[name] = {other for other in found if other in known or other.startswith(".")}
    return graph


def layer(name):
    """The subpackage of a module; the module itself where it is in none."""
    package, _, rest = name.partition(".")
    first = rest.partition(".")[0]
    return first if first in LAYERS.get(package, ()) else name


class Imports(unittest.TestCase):
    def test_they_are_absolute(self):
        for package in LAYERS:
            self.assertEqual([], [(name, other) for name, others in imports(package).items() for other in others if other.startswith(".")])

    def test_no_module_is_in_a_circle(self):
        for package in LAYERS:
            TopologicalSorter(imports(package)).prepare()      # raises CycleError, which names the circle

    def test_no_subpackage_is_in_a_circle(self):
        for package in LAYERS:
            graph = {}
            for name, others in imports(package).items():
                graph.setdefault(layer(name), set()).update(layer(other) for other in others if layer(other) != layer(name))
            TopologicalSorter(graph).prepare()

    def test_subpackages_import_only_those_below(self):
        for package, layers in LAYERS.items():
            self.assertEqual(set(layers), {path.parent.name for path in (MODELS / package).glob("*/__init__.py")} - {"tests"})
            for name, others in imports(package).items():
                for other in others:
                    if layer(name) in layers and layer(other) in layers:
                        self.assertLessEqual(layers.index(layer(other)), layers.index(layer(name)), f"{name} imports {other}")

    def test_nothing_imports_a_program(self):
        programs = {"training.teach", "training.train", "training.evaluate", "training.neighbours", "corpus.build"}
        for package in LAYERS:
            self.assertEqual([], [(name, other) for name, others in imports(package).items() for other in others & programs])


if __name__ == "__main__":
    unittest.main()
