#!/usr/bin/env bash
# pysaeco 0.1.1, a cappuccino with 0 ml of milk, and an espresso with 0 ml of coffee.
#
# Expected: 0 ml is none, or it is refused, as 39 ml of milk is: "milk amount must be between 40ml and 200ml".
# Happens: 0 ml is the only amount below the minimum that is let through, and on the wire it is the number 0, which is
# also the number of the minimum: the amounts are sent as 0 to 100 % of the range. The order without milk is, byte for
# byte, the order with 40 ml of milk, and an espresso of 0 ml is one of 30 ml.
# Why it matters: an assistant that is asked for a cappuccino without milk fills in 0, for a person who may not tolerate
# milk. The order is accepted, and nothing in it shows the machine that none was meant. A scale that begins above zero
# needs a value of its own for none; a bridge must refuse 0 and offer a drink that is made without milk.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check pysaeco==0.1.1 \
  anyio==4.16.0 \
  bleak==3.1.0 \
  paho-mqtt==2.2.0 \
  pydantic==2.14.4
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'pysaeco {version("pysaeco")}, Python {sys.version.split()[0]}')

from pysaeco.avanti import Cappuccino, Espresso, brew_packet


def packet(drink, **amounts):
    """What is sent to the machine, or why it is not."""
    try:
        sent = brew_packet(drink(**amounts)).hex()
    except ValueError as refusal:
        sent = str(refusal)
    print(f"{drink.__name__:11} {amounts}: {sent}")
    return sent


none, little, least, usual = (packet(Cappuccino, milk_ml=amount) for amount in (0, 39, 40, 70))
empty, short = (packet(Espresso, coffee_ml=amount) for amount in (0, 30))
sys.exit(0 if none == least != usual and "must be between 40ml" in little and empty == short else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
