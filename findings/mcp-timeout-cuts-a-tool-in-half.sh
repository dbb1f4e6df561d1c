#!/usr/bin/env bash
# @modelcontextprotocol/sdk 1.32.2 as client and mcp 2.3.0 (Python) as server, a tool that takes longer than the timeout.
#
# Expected: after "Request timed out", it makes no difference to the tool how it was written; and a tool that reports
# progress all the time does not time out.
# Happens: the client sends a cancellation. A tool written with `async def` is cut off at its next await, in the middle
# of its work; the same tool written with `def` runs to its end. The error is the same. Progress does not prolong the
# timeout (60 s if nothing is said), even where the client listens to it, unless resetTimeoutOnProgress is set.
# Why it matters: a start is several commands: target, timer, start. Cut in between, the cooker has the new target and
# the old timer, and no response tells which. A server must shield its commands from the cancellation, and a client that
# timed out must ask for the state before it does anything again.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @modelcontextprotocol/sdk@1.32.2
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check mcp==2.3.0
cat >server.py <<'END'
import asyncio
import time
from pathlib import Path

from mcp.server.mcpserver import Context, MCPServer

server = MCPServer("bath")


def note(text):
    with Path("notes").open("a") as notes:
        notes.write(text + "\n")


@server.tool()
async def start_async(context: Context) -> str:
    for command in ["target", "timer", "start"]:
        note(f"async {command}")
        for tenth in range(5):
            await context.report_progress(tenth)
            await asyncio.sleep(0.1)
    return "Started."


@server.tool()
def start_sync() -> str:
    for command in ["target", "timer", "start"]:
        note(f"sync {command}")
        time.sleep(0.5)
    return "Started."


server.run("stdio")
END
cat >try.mjs <<'END'
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
const { version } = JSON.parse(readFileSync('node_modules/@modelcontextprotocol/sdk/package.json'));
console.log(`@modelcontextprotocol/sdk ${version}, Node ${process.version}`);
const client = new Client({ name: 'assistant', version: '1' });
await client.connect(new StdioClientTransport({ command: 'env/bin/python', args: ['server.py'], stderr: 'ignore' }));
const call = (name, options) =>
  client.callTool({ name }, undefined, options).then(({ content }) => content[0].text, (error) => error.message);
let heard = 0;
const said = [await call('start_async', { timeout: 750, onprogress: () => (heard += 1) })];
console.log('async, progress heard', heard > 1 ? 'repeatedly:' : 'never:', said[0]);
said.push(await call('start_sync', { timeout: 750 }));
console.log('sync:', said[1]);
const notes = () => (existsSync('notes') ? readFileSync('notes', 'utf8').trim().split('\n') : []);
for (let i = 0; i < 50 && !notes().includes('sync start'); i += 1) await setTimeout(100);
console.log('sent to the cooker:', notes().join(', '));
await client.close();
const cut = !notes().includes('async start') && notes().includes('async target');
process.exit(cut && notes().includes('sync start') && heard > 1 && said.every((text) => text.includes('timed out')) ? 0 : 1);
END
env/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^mcp '
node try.mjs || { echo 'It behaves otherwise now.' && exit 1; }
