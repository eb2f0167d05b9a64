#!/usr/bin/env bash
# Installs what `npm run test:system` needs, on Debian and Ubuntu, where it is missing. Without buildah, busybox,
# chromium, PostgreSQL and moto the tests fail; without the other engines they say what they did not run.
set -euo pipefail

# An S3 server, in a Python environment of this clone.
node "$(dirname "$0")/state/make-moto.mjs"

needed=()
command -v buildah >/dev/null || needed+=(buildah)
command -v busybox >/dev/null || needed+=(busybox-static)
command -v mmdebstrap >/dev/null || needed+=(mmdebstrap)
command -v chromium >/dev/null || needed+=(chromium fonts-noto-cjk)
[ -d /usr/lib/postgresql ] || command -v initdb >/dev/null || needed+=(postgresql)
more=()
command -v podman >/dev/null || more+=(podman)
command -v runc >/dev/null || more+=(runc)
command -v dockerd >/dev/null || more+=(docker.io)

if [ ${#needed[@]} -eq 0 ] && [ ${#more[@]} -eq 0 ]; then
  echo "test:system: nothing to install"
  exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "test:system: not root on Debian or Ubuntu, so nothing is installed. Missing: ${needed[*]} ${more[*]}"
  exit 0
fi

export DEBIAN_FRONTEND=noninteractive
install() { apt-get install -y --no-install-recommends "$@" >/dev/null; }
echo "test:system: installs ${needed[*]} ${more[*]}"
apt-get update >/dev/null
if [[ " ${needed[*]} " == *" postgresql "* ]]; then
  # Each test has a cluster of its own: Debian need not make and start one.
  install postgresql-common
  echo "create_main_cluster = false" >>/etc/postgresql-common/createcluster.conf
fi
[ ${#needed[@]} -eq 0 ] || install "${needed[@]}"
for package in "${more[@]}"; do
  install "$package" || echo "test:system: $package could not be installed; its tests are not run"
done
