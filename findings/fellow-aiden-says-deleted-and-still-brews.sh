#!/usr/bin/env bash
# fellow-aiden 0.2.2, deleting a schedule of a coffee brewer when the login has expired or the service fails.
#
# Expected: after a 401 it logs in again and deletes the schedule, as it does for profiles, or there is an error.
# Happens: delete_schedule_by_id returns True for any status, and it is the one request that does not log in again. The
# deletion of a profile returns True for a 500 too. toggle_schedule(…, False) gives the body of the error back as if it
# were the result.
# Why it matters: a login always expires at some time, so the first deletion after a night does nothing and says True.
# The assistant reports that no coffee will be made, and in the morning the brewer pours hot water into whatever stands
# there. A bridge must fetch the schedules again after each change, and report what it finds there.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check fellow-aiden==0.2.2 \
  pydantic==2.14.4 \
  requests==2.34.2
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'fellow-aiden {version("fellow-aiden")}, Python {sys.version.split()[0]}')

import json
import logging
from types import SimpleNamespace

from fellow_aiden import FellowAiden

logging.disable(logging.CRITICAL)


class Service:
    """The maker's service: it refuses a token that has expired, and can fail."""

    def __init__(self):
        self.headers, self.logins, self.expired, self.fails = {}, 0, False, False
        self.schedules, self.profiles = [{"id": "s0", "enabled": True}], [{"id": "p0", "title": "Light"}]

    def respond(self, change=lambda: None):
        if self.fails or self.expired:
            status = 500 if self.fails else 401
            return SimpleNamespace(status_code=status, content=json.dumps({"message": f"error {status}"}))
        change()
        brewer = {"id": "b0", "schedules": [*self.schedules], "profiles": [*self.profiles]}
        return SimpleNamespace(status_code=200, content=json.dumps([brewer]))

    def post(self, *_, **__):
        self.logins, self.expired = self.logins + 1, False
        return SimpleNamespace(status_code=200, content=json.dumps({"accessToken": "a", "refreshToken": "r"}))

    def get(self, *_, **__):
        return self.respond()

    def delete(self, url):
        return self.respond(self.schedules.clear if "/schedules/" in url else self.profiles.clear)

    def patch(self, *_, **__):
        return self.respond(lambda: self.schedules[0].update(enabled=False))


def after(what, call):
    """Calls it with a brewer that was connected before the login expired or the service failed."""
    FellowAiden.SESSION = service = Service()
    brewer = FellowAiden("cook@example.com", "secret")
    setattr(service, what, True)
    result = call(brewer)
    print(f"{what:7} {call.__name__:8} returned {result!r}, logins {service.logins},",
          f"schedules {len(service.schedules)} enabled {[each['enabled'] for each in service.schedules]},",
          f"profiles {len(service.profiles)}")
    return result, service


def schedule(brewer):
    return brewer.delete_schedule_by_id("s0")


def profile(brewer):
    return brewer.delete_profile_by_id("p0")


def disable(brewer):
    return brewer.toggle_schedule("s0", False)


deleted, service = after("expired", schedule)
same = deleted is True and service.schedules and service.logins == 1
deleted, service = after("expired", profile)
same = same and deleted is True and not service.profiles and service.logins == 2
deleted, service = after("fails", profile)
same = same and deleted is True and service.profiles
body, service = after("fails", disable)
same = same and "error 500" in body and service.schedules[0]["enabled"]
sys.exit(0 if same else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
