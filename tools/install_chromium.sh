#!/bin/sh
# Installs Chromium for the browser tests where that is possible; says loudly where it is not.
if command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing chromium for the browser tests …" >&2
    apt-get update -qq >/dev/null 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null 2>&1
fi
command -v chromium >/dev/null 2>&1 || echo "*** NO CHROMIUM HERE AND NONE COULD BE INSTALLED: THE BROWSER TESTS WILL BE SKIPPED ***" >&2
exit 0
