#!/usr/bin/env bash
# sseclient-py 1.9.0, a stream of readings that breaks off in the middle of an event.
#
# Expected: the unfinished event is discarded, as the standard of server-sent events demands and httpx-sse does.
# Happens: it is delivered like any other. Of "data: 60.5", cut after the first digit, comes a whole event with the
# data "6".
# Why it matters: half a number is a number. A proxy that restarts turns 60.5 °C into 6 °C, and 12.0 into 1, for one
# reading just before each reconnection. With JSON as data, the half is at least not readable.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check sseclient-py==1.9.0 httpx==0.28.1 httpx-sse==0.4.3
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'sseclient-py {version("sseclient-py")}, httpx-sse {version("httpx-sse")}, Python {sys.version.split()[0]}')

import httpx
import httpx_sse
import sseclient

PARTS = [b"data: 60.5\n\n", b"data: 6"]


class Stream(httpx.SyncByteStream):
    def __iter__(self):
        return iter(PARTS)


def respond(request):
    return httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=Stream())


first = [event.data for event in sseclient.SSEClient(Stream()).events()]
with httpx_sse.connect_sse(httpx.Client(transport=httpx.MockTransport(respond)), "GET", "http://bath.example") as source:
    second = [event.data for event in source.iter_sse()]
print("sent:        ", PARTS)
print("sseclient-py:", first)
print("httpx-sse:   ", second)
sys.exit(0 if first == ["60.5", "6"] and second == ["60.5"] else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
