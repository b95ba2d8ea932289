"""Just enough DER to write certificates, revocation data and time-stamp tokens, and to take ECDSA values apart."""

import datetime


def tlv(tag, content):
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def sequence(*parts):
    return tlv(0x30, b"".join(parts))


def set_of(*parts):
    return tlv(0x31, b"".join(sorted(parts)))


def explicit(number, content):
    return tlv(0xA0 | number, content)


def integer(value):
    return tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def enumerated(value):
    return tlv(0x0A, bytes([value]))


def boolean(value):
    return tlv(0x01, b"\xff" if value else b"\x00")


def null():
    return b"\x05\x00"


def octets(content):
    return tlv(0x04, content)


def bits(content, unused=0):
    return tlv(0x03, bytes([unused]) + content)


def utf8(text):
    return tlv(0x0C, text.encode())


def printable(text):
    return tlv(0x13, text.encode("ascii"))


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    out = bytearray()
    for arc in [arcs[0] * 40 + arcs[1]] + arcs[2:]:
        group = [arc & 0x7F]
        while arc := arc >> 7:
            group.append(0x80 | arc & 0x7F)
        out += bytes(reversed(group))
    return tlv(0x06, bytes(out))


def moment(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")


def generalized_time(text):
    return tlv(0x18, moment(text).strftime("%Y%m%d%H%M%SZ").encode())


def time(text):
    """UTCTime until 2049, as RFC 5280, 4.1.2.5 has it."""
    when = moment(text)
    return tlv(0x17, when.strftime("%y%m%d%H%M%SZ").encode()) if when.year < 2050 else generalized_time(text)


def read(data):
    """One element: its tag, its content, what follows."""
    size, start = data[1], 2
    if size & 0x80:
        start = 2 + (size & 0x7F)
        size = int.from_bytes(data[2:start], "big")
    return data[0], data[start:start + size], data[start + size:]


def children(content):
    out = []
    while content:
        tag, inner, rest = read(content)
        out.append((tag, inner, content[:len(content) - len(rest)]))
        content = rest
    return out
