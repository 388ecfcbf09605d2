"""Signatures and seals as a stranger checks them: by another implementation, with our DNS lines."""

import re

import dkim

from jln.mail import keys


def dns():
    """What a name service would answer, from the lines that the doctor prints."""
    said = {}
    for selector in keys.selectors():
        for line in keys.read(selector).records():
            name, _space, value = line.partition(" TXT  ")
            said[name] = "".join(re.findall(r'"([^"]*)"', value))
    return lambda name, **_more: said.get(name.decode() if isinstance(name, bytes) else name)


def signatures(raw):
    """For each DKIM signature, topmost first, whether it holds."""
    names = [name.lower() for name, _value in dkim.rfc822_parse(raw)[0]]
    return [_holds(raw, index) for index in range(names.count(b"dkim-signature"))]


def _holds(raw, index):
    try:
        return dkim.DKIM(raw).verify(idx=index, dnsfunc=dns())
    except dkim.DKIMException:
        return False


def seal(raw):
    """What the ARC chain says."""
    return dkim.arc_verify(raw, dnsfunc=dns())[0]
