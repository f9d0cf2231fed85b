#!/bin/sh
# Installs Headstamp from the bundle that this file lies in; reaches for no network.   sh install.sh FOLDER
set -eu
target=${1:?"say where to install, for instance: sh install.sh /opt/headstamp"}
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}

"$python" -c 'import ensurepip, venv' 2>/dev/null || {
    echo "Python's venv is missing on this machine. On Debian: apt-get install python3-venv" >&2
    exit 1
}
made_for=$(cat "$here/MADE-FOR")
this=$("$python" -c 'import platform, sys; print(f"{platform.machine()}, Python {sys.version_info.major}.{sys.version_info.minor}")')
[ "$made_for" = "$this" ] || {
    echo "This bundle is for $made_for, and this machine has $this. Make a bundle on a machine like this one." >&2
    exit 1
}
(cd "$here" && sha256sum --check --quiet SHA256SUMS) || {
    echo "A file of the bundle is damaged or was changed; nothing was installed." >&2
    exit 1
}
[ "$(wc -l <"$here/SHA256SUMS")" -eq "$(find "$here/wheels" -type f | wc -l)" ] || {
    echo "The bundle holds files that its list of checksums does not name; nothing was installed." >&2
    exit 1
}
"$python" -m venv "$target"
"$target/bin/python" -m pip install --disable-pip-version-check --quiet --no-index --find-links "$here/wheels" --upgrade headstamp
"$target/bin/headstamp" --version
echo "Installed. Make the office with:  $target/bin/headstamp setup"
