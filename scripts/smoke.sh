#!/usr/bin/env bash
# Runs the demo as a new user would and tries its curl lines: start, status, a refused start, stop, a second stop. The
# cook must end pasteurised, and each event be reported. Its link signs in to the page.
set -euo pipefail

log=$(mktemp)
cookies=$(mktemp)
# A group of its own, since npm does not hand a signal on to the demo that it runs.
set -m
# Any free port, so that a server that already runs here is no obstacle.
npm run --silent demo -- --port 0 >"$log" 2>&1 &
demo=$!
set +m
finish() {
  kill -- "-$demo" 2>/dev/null || true
  wait "$demo" 2>/dev/null || true
  rm -f "$log" "$cookies"
}
trap finish EXIT

fail() {
  echo "smoke: $1"
  cat "$log"
  exit 1
}

for _ in $(seq 1 120); do
  grep -q 'Ctrl-C' "$log" && break
  kill -0 "$demo" 2>/dev/null || fail 'the demo ended by itself'
  sleep 0.5
done
address=$(sed -n 's/^ *Address *//p' "$log")
key=$(sed -n 's/^ *API key *\([^ ]*\).*/\1/p' "$log")
{ [ -n "$address" ] && [ -n "$key" ]; } || fail 'the demo printed no address or no key'

# call METHOD PATH [BODY]: prints the body, then the status on a line of its own
call() {
  local body=()
  [ $# -lt 3 ] || body=(-H 'Content-Type: application/json' -d "$3")
  curl -sS -m 25 -X "$1" -H "Authorization: Bearer $key" -w '\n%{http_code}\n' "${body[@]}" "$address$2"
}

# expect WHAT PATTERN... reads a response and expects every pattern in it
expect() {
  local what=$1 response
  shift
  response=$(cat)
  for pattern in "$@"; do
    grep -q -- "$pattern" <<<"$response" || fail "$what: no $pattern in: $response"
  done
  echo "smoke: $what"
}

# eventually STATE: waits until the status shows it
eventually() {
  local response=''
  for _ in $(seq 1 400); do
    response=$(call GET /status)
    grep -q "\"state\":\"$1\"" <<<"$response" && echo "smoke: status goes $1" && return
    sleep 0.5
  done
  fail "the status never showed $1: $response"
}

# reported NEWS...: waits until the demo has reported each of them
reported() {
  local news
  for news in "$@"; do
    for _ in $(seq 1 80); do
      grep -q "min\]  .*$news" "$log" && continue 2
      sleep 0.25
    done
    fail "the demo never reported: $news"
  done
}

# browse ARGUMENTS...: a request of a browser, which keeps cookies
browse() { curl -sS -m 10 -b "$cookies" -c "$cookies" "$@"; }

for _ in $(seq 1 40); do
  link=$(sed -n 's/^ *\(http[^ ]*\) *(once)$/\1/p' "$log")
  [ -n "$link" ] && break
  sleep 0.25
done
browse "$address/" | expect 'the page is served' '<div id="page">' 'type="module"'
# There are several; the last one is the page itself.
script=$(browse "$address/" | sed -n 's/.*src="\([^"]*\.js\)".*/\1/p' | tail -n 1)
browse --compressed -o /dev/null -w '%{http_code} %{content_type}' "$address$script" | expect 'its script is served' '^200 text/javascript'
browse "$address/owner/session" | expect 'who has not signed in sees nothing' '"signed_in":false' '"simulated":true'
browse -d '' -o /dev/null -w '%{http_code} %{redirect_url}' "$link" | expect 'the link leads to the page' "^303 $address/\$"
browse "$address/owner/session" | expect 'the link signs in' '"signed_in":true'
browse "$address/status" | expect 'the page of the owner reads the status' '"state":"idle"'

chicken() { printf '{"temperature_celsius":%s,"time_minutes":90,"food_type":"chicken"}' "$1"; }

call POST /start-cook "$(chicken 65)" | expect 'chicken at 65 °C starts, seen in the cooker' '"status":"started"' '"verified":true' '^200$'
eventually preheating
call POST /start-cook "$(chicken 50)" | expect 'chicken at 50 °C is refused' POULTRY_TEMP_UNSAFE '"minimum":57' '"alternatives"' '^400$'
eventually cooking
[ "$(date -u -d "$(curl -sSI -m 10 "$address/health" | sed -n 's/^Date: *//p' | tr -d '\r')" +%s)" -gt "$(($(date -u +%s) + 60))" ] ||
  fail 'the date of a response is not that of the simulated time'
echo 'smoke: the date of a response is the simulated one'
call GET /status | expect 'the end is foreseen' '"expected_end":"2' '"stale":false' '^200$'
eventually 'done'
call GET /status | expect 'the chicken is pasteurised' '"pasteurized":true' '"allowed":true' 'The food is pasteurised' '^200$'
# It polls now and then: what is over before it polls is not reported.
reported 'is connected' 'Started: chicken at 65' 'has reached 65' 'timer has started: 90 minutes' 'is pasteurised: its core' 'timer is done'
call POST /stop-cook | expect 'stop stops' '"status":"stopped"' '"verified":true' '"pasteurized":true' '^200$'
call GET /cooks | expect 'the cook is kept as pasteurised' '"pasteurized":true' '"outcome":"stopped"' '^200$'
call POST /stop-cook | expect 'a second stop finds nothing' NO_ACTIVE_COOK '^404$'
curl -sS -m 10 "$address/health" | expect 'health responds' '"status":"ok"'
reported 'Stopped\.'
echo 'smoke: the demo reports what happens'
if node dist/demo-server.js 90 2026-01-01T00:00:00Z >/dev/null 2>&1; then
  fail 'the fast server runs without the demo'
fi
echo 'smoke: the fast server runs in the demo only'
