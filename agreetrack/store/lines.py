"""The lines of the agreements in a registry file: two for each, cut from pieces of the file and joined to JSON."""


def last_pair(piece: bytes) -> int:
    """Where the last whole pair of lines ends in a piece that begins with one."""
    end = piece.rfind(b"\n")
    if piece.count(b"\n") % 2:
        end = piece.rfind(b"\n", 0, end)
    return end + 1


def firsts(piece: bytes) -> tuple[list[bytes], bytes]:
    """The first of every two whole lines of a piece that begins with one, and what follows the last two."""
    found: list[bytes] = []
    start, end = 0, piece.find(b"\n")
    while end >= 0:
        following = piece.find(b"\n", end + 1)
        if following < 0:
            break
        found.append(piece[start:end])
        start = following + 1
        end = piece.find(b"\n", start)
    return found, piece[start:]


def pairs(piece: bytes) -> tuple[list[bytes], bytes]:
    """Every two whole lines of a piece that begins with the first of two, and what follows the last."""
    found: list[bytes] = []
    start, end = 0, piece.find(b"\n")
    while end >= 0:
        following = piece.find(b"\n", end + 1)
        if following < 0:
            break
        found.append(piece[start : following + 1])
        start = following + 1
        end = piece.find(b"\n", start)
    return found, piece[start:]


def whole(pairs: list[bytes]) -> bytes:
    """One JSON object of the documents."""
    return b"{" + b"".join(pairs).rstrip(b",\n") + b"}"


def first_lines(heads: list[bytes]) -> bytes:
    """One JSON object of the documents, as far as their first lines go."""
    return b"{" + b"},".join(heads) + b"}}" if heads else b"{}"
