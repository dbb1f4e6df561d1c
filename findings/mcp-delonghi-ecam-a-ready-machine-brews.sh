#!/usr/bin/env bash
# mcp-delonghi-ecam 0.1.1, the status of a coffee machine that is on and does nothing.
#
# Expected: is_brewing is false.
# Happens: is_brewing is true whenever the machine is ready, since one number stands for "ready or dispensing". And an
# answer that is too short to be read gives no alarms at all, so a machine of which nothing is known looks as free of
# alarms as a sound one.
# Why it matters: an assistant that waits for the end of brewing never sees it, and one that is asked "is the coffee
# running" says yes of an idle machine. Unknown must not look like "no alarms".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check mcp-delonghi-ecam==0.1.1 fastmcp==4.2.3 httpx==0.28.1
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'mcp-delonghi-ecam {version("mcp-delonghi-ecam")}, Python {sys.version.split()[0]}')

from mcp_delonghi_ecam.adapters.network import EcamClient
from mcp_delonghi_ecam.core import ResponseFormat
from mcp_delonghi_ecam.services.control import EcamService

client, service = EcamClient("127.0.0.1"), EcamService()
# State 7 is "ready or dispensing"; no switch, no alarm, progress 0.
idle = client._parse_status(bytes([0x75, 0x0F, 7, 1]) + bytes(15))
short = client._parse_status(b"")
print(service._format_status(idle, ResponseFormat.MARKDOWN).split("**Switches")[0])
print("an empty response:", short)
sys.exit(0 if idle["is_brewing"] and idle["progress"] == 0 and short["alarms"] == [] else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
