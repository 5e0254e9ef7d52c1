"""What all kinds of files share."""


class Refused(Exception):
    """The file is left as it is; the text says why, in a line."""


def rewound(file):
    file.seek(0)
    return file
