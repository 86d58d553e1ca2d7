#!/bin/sh
# What the menu, links and the command line start: prepares the process, and becomes the program that lies beside this file.

# A core dump would hold the API key, which is in memory only. Every process of the bar inherits both lines, those included which
# Chromium starts before any code of the bar runs: no core file, and no memory for a system that collects core dumps elsewhere.
ulimit -c 0
{ echo 0 >/proc/self/coredump_filter; } 2>/dev/null

folder="$(dirname "$(readlink -f "$0")")"
# A link to vocom-bar-app: screen readers name a program by the word that it was started by.
program="$folder/Vocom Bar"
[ -e "$program" ] || program="$folder/vocom-bar-app"

# The relay hands the command line or the link to the running bar in a few milliseconds. It answers 75 where it has told nobody
# anything, and the system 126 or 127 where it cannot be started: the program does the rest.
if [ -x "$folder/vocom-bar-relay" ]; then
  "$folder/vocom-bar-relay" "$@"
  answered=$?
  case $answered in
    75 | 126 | 127) ;;
    *) exit $answered ;;
  esac
fi

# Without a display Chromium ends with a segmentation fault. On its headless platform the command line works all the same;
# the variable lets the bar say that its window needs a display.
if [ -z "$DISPLAY$WAYLAND_DISPLAY" ]; then
  case " $* " in
    *" --ozone-platform"*) ;;
    *) VOCOM_BAR_NO_DISPLAY=1 exec "$program" --ozone-platform=headless "$@" ;;
  esac
fi
exec "$program" "$@"
