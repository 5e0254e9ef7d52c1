"""Which form of the code something was made with."""
import ast
import hashlib
import os

MODELS = os.path.dirname(os.path.abspath(__file__))


def code_digest(path):
    """Digest of a module and of all modules of this folder's packages that it imports; comments and docstrings don't count."""
    found, waiting = {}, [path]
    while waiting:
        path = waiting.pop()
        with open(path, encoding="utf-8") as file:
            tree = ast.parse(file.read())
        waiting += [other for other in imported(tree) if other not in found]
        for node in ast.walk(tree):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
                node.body = [n for n in node.body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
        found[path] = ast.dump(tree)
    return hashlib.sha256("".join(found[p] for p in sorted(found)).encode()).hexdigest()


def imported(tree):
    """Paths of the modules that a module imports from here; what follows `import` is one, or stands in one."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    paths = (os.path.join(MODELS, *name.split(".")) + ".py" for name in sorted(names))
    return [path for path in paths if os.path.isfile(path)]
