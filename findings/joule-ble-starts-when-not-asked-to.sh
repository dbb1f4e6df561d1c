#!/usr/bin/env bash
# joule-ble 1.0.0, a delayed start, and a new target for an idle cooker (the first Joule generation).
#
# Expected: start_cook(60, cook_time_seconds=3600, delayed_start_seconds=14400) starts in four hours or is refused
# where the model cannot wait; set_temperature, "for a currently cooking bath", changes the target or fails.
# Happens: the delay, the timer and the holding temperature are left out of the command without a word, and the cooker
# heats at once. state.cook_time_seconds says 3600 all the same. set_temperature on an idle cooker sends a start.
# Why it matters: food that was to wait in ice water is heated four hours early and then held without end, and the
# state claims a timer that no one keeps. Correcting a number after the cook turns the heater on, perhaps in an empty
# pot. A bridge must check the state before it sets a target, and do the waiting itself.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check joule-ble==1.0.0 bleak==3.0.2 protobuf==6.33.1
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'joule-ble {version("joule-ble")}, Python {sys.version.split()[0]}')

import asyncio
from types import SimpleNamespace

import joule_ble.client
from joule_ble import UUID_CHEFSTEP_STREAM_SERVICE, JouleClient
from joule_ble.proto import joule_pb2


class Cooker:
    """A stand-in for the radio: it notes each message, and replies as a cooker that obeys."""

    is_connected, mtu_size = True, 247

    def __init__(self):
        self.services, self.commands, self.replies, self.step = self, [], [], joule_pb2.UNKNOWN

    def get_service(self, uuid):
        return uuid == UUID_CHEFSTEP_STREAM_SERVICE

    def get_characteristic(self, uuid):
        return SimpleNamespace(uuid=uuid, properties=["read", "write", "notify"])

    async def start_notify(self, characteristic, notify):
        self.notify = notify

    async def stop_notify(self, characteristic):
        pass

    async def disconnect(self):
        self.is_connected = False

    async def read_gatt_char(self, characteristic):
        return self.replies.pop(0) if self.replies else b""

    async def write_gatt_char(self, characteristic, data, response):
        asked, reply = joule_pb2.StreamMessage.FromString(bytes(data)), joule_pb2.StreamMessage()
        if asked.HasField("identifyCirculatorRequest"):
            reply.identifyCirculatorReply.name = "Joule"
        elif asked.HasField("startProgramRequest"):
            self.commands.append(("start", asked.startProgramRequest.circulatorProgram))
            self.step, reply.startProgramReply.result = joule_pb2.PRE_HEAT, joule_pb2.CS_SUCCESS
        elif asked.HasField("stopCirculatorRequest"):
            self.step, reply.stopCirculatorReply.result = joule_pb2.UNKNOWN, joule_pb2.CS_SUCCESS
        elif asked.HasField("updateProgramRequest"):
            self.commands.append(("update", asked.updateProgramRequest))
            reply.updateProgramReply.result = joule_pb2.CS_SUCCESS
        elif asked.HasField("beginLiveFeed"):
            point = reply.circulatorDataPoint
            point.feedId, point.sequenceNumber, point.bathTemp, point.programStep = 1, 1, 4.0, self.step
        else:
            return
        self.replies.append(reply.SerializeToString())
        self.notify(SimpleNamespace(uuid="notify"), bytearray(b"\x01"))


async def main():
    cooker = Cooker()

    async def connected(*_, **__):
        return cooker

    joule_ble.client.establish_connection = connected
    client = JouleClient(SimpleNamespace(address="00:00:5E:00:53:05", name="Joule"))
    await client.connect()
    await client.start_cook(60, cook_time_seconds=3600, delayed_start_seconds=4 * 3600, holding_temp_c=55)
    command, program = cooker.commands.pop()
    fields = [field.name for field, _ in program.ListFields()]
    print("delayed start sends:", command, str(program).split())
    print("the state then:     ", client.state.program_step.value, client.state.cook_time_seconds, "s")
    claimed = client.state.cook_time_seconds
    await client.stop_cook()
    print("after the stop:     ", client.state.program_step.value)
    await client.set_temperature(55)
    print("set_temperature sends:", cooker.commands)
    same = fields == ["setPoint", "programType"] and claimed == 3600 and cooker.commands[0][0] == "start"
    await client.disconnect()
    return same


sys.exit(0 if asyncio.run(main()) else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
