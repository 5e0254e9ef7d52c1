"""Markdown: pages, tables and the numbers in them."""

NOTHING = "–"


def page(parts):
    """A page of the parts that there are."""
    return "\n\n".join(part for part in parts if part) + "\n"


def table(header, rows):
    """A Markdown table; the first column is text, the others are numbers."""
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(str(c) for c in line) + " |" for line in lines)


def number(value, form=".2f"):
    """A number, or a dash where there is none."""
    return NOTHING if value is None else f"{value:{form}}"
