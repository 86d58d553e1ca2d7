"""Prints the windows on the accessibility bus, as JSON."""

import json

import pyatspi

found = []
for program in pyatspi.Registry.getDesktop(0):
    for window in program or []:
        if window is not None:
            states = [pyatspi.stateToString(state) for state in window.getState().getStates()]
            found.append({"program": program.name, "name": window.name, "states": states})
print(json.dumps(found))
