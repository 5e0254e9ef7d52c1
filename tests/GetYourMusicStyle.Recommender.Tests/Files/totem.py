# Opens a playlist with the parser of GNOME's players and prints what it found, a line of JSON an entry.
import json
import sys

import gi

gi.require_version("TotemPlParser", "1.0")
from gi.repository import GLib, TotemPlParser  # noqa: E402


def tell(kind):
    return lambda _, uri, fields: print(json.dumps({"kind": kind, "uri": uri, **{k: v for k, v in fields.items() if k != "url"}}))


parser = TotemPlParser.Parser()
parser.set_property("recurse", False)
parser.connect("playlist-started", tell("playlist"))
parser.connect("entry-parsed", tell("entry"))
sys.exit(0 if parser.parse(GLib.filename_to_uri(sys.argv[1], None), False) == TotemPlParser.ParserResult.SUCCESS else 1)
