#!/usr/bin/env bash
# ha-mqtt-discoverable 0.26.0, a device that says "online" again after the broker published its last will.
#
# Expected: set_availability(True) publishes "online".
# Happens: it publishes nothing, since "online" is what it published last: the "offline" that the broker sent in its
# name is not counted. It then publishes only after another value went out in between, which is why it works in most
# trials.
# Why it matters: after a short break of the connection the cooker stays "unavailable" in Home Assistant, and so do its
# warnings, until something else changes. An idle bath changes nothing for hours. Call set_availability(False) and then
# True at each connect.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check ha-mqtt-discoverable==0.26.0 paho-mqtt==2.2.0
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'ha-mqtt-discoverable {version("ha-mqtt-discoverable")}, Python {sys.version.split()[0]}')

from ha_mqtt_discoverable import DeviceInfo, Settings
from ha_mqtt_discoverable.sensors import Sensor, SensorInfo
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion


class Broker(Client):
    """A stand-in that keeps the retained availability, as a broker does."""

    availability = None

    def publish(self, topic, payload=None, qos=0, retain=False, properties=None):
        if topic.endswith("/availability"):
            self.availability = payload


broker = Broker(CallbackAPIVersion.VERSION2)
water = SensorInfo(name="Water", unique_id="water", device=DeviceInfo(name="Bath", identifiers="bath"))
sensor = Sensor(Settings(mqtt=Settings.MQTT(client=broker), entity=water, manual_availability=True))
seen = []


def note(what):
    seen.append(broker.availability)
    print(f"{what:34} {broker.availability}")


sensor.set_availability(True)
note("connected, set_availability(True):")
broker.availability = "offline"
note("broken off, the last will:")
sensor.set_availability(True)
note("connected, set_availability(True):")
sensor.set_availability(False)
sensor.set_availability(True)
note("first False, then True:")
sys.exit(0 if seen == ["online", "offline", "offline", "online"] else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
