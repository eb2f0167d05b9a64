#!/usr/bin/env bash
# Installs what `npm run test:system` needs, on Debian and Ubuntu, where it is missing. Without buildah, busybox
# and chromium the tests fail; without the other engines they say what they did not run.
set -euo pipefail

needed=()
command -v buildah >/dev/null || needed+=(buildah)
command -v busybox >/dev/null || needed+=(busybox-static)
command -v mmdebstrap >/dev/null || needed+=(mmdebstrap)
command -v chromium >/dev/null || needed+=(chromium fonts-noto-cjk)
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
[ ${#needed[@]} -eq 0 ] || install "${needed[@]}"
for package in "${more[@]}"; do
  install "$package" || echo "test:system: $package could not be installed; its tests are not run"
done
