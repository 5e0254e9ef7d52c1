#!/usr/bin/env bash
# An S3 server with all its data in a folder, on loopback ports of its own: Ceph's RADOS gateway on one monitor and one OSD.
#   s3.sh start DIR   first time: makes the cluster and a user; later: same data, same port.
#                     S3_STORE=bluestore (default) outlives kill; S3_STORE=memstore starts faster and forgets all when it ends.
#   s3.sh stop|kill DIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

start_up() {
  need ceph-mon ceph-mon
  need ceph-osd ceph-osd
  need radosgw radosgw
  port=$(claim s3)
  monitor=$(claim monitor)
  export CEPH_CONF=$dir/ceph.conf
  if [ ! -e "$dir/created" ] || { [ "${S3_STORE:-}" = memstore ] && ! running osd; }; then
    create
  else
    run_monitor
    run_osd
  fi
  run_gateway
  settings "Storage__Kind=S3" "Storage__Endpoint=http://127.0.0.1:$port" \
    "Storage__AccessKey=$(secret access)" "Storage__SecretKey=$(secret secret)"
}

create() {
  local id
  # What an interrupted start left is made anew.
  take_down KILL
  rm -rf "$dir"/{mon,osd,rgw,run}
  mkdir -p "$dir"/{mon,osd,rgw,run}
  id=$(cat /proc/sys/kernel/random/uuid)
  configure "$id"
  (umask 077 && : >"$dir/keyring")
  key mon. --cap mon 'allow *'
  key client.admin --cap mon 'allow *' --cap osd 'allow *'
  key osd.0 --cap mon 'allow profile osd' --cap osd 'allow *'
  key client.rgw --cap mon 'allow rwx' --cap osd 'allow rwx'
  {
    monmaptool --create --clobber --fsid "$id" --addv a "[v2:127.0.0.1:$monitor]" "$dir/monmap"
    ceph-mon --mkfs -i a --monmap "$dir/monmap" --keyring "$dir/keyring"
  } >"$dir/create.log" 2>&1 || fail "the monitor's store could not be made"
  run_monitor
  {
    ceph --connect-timeout 30 osd new "$id" && ceph-osd -i 0 --mkfs --osd-uuid "$id"
  } >>"$dir/create.log" 2>&1 || fail "the OSD's store could not be made"
  run_osd
  radosgw-admin -n client.rgw user create --uid=gyms --display-name=gyms \
    --access-key="$(secret access)" --secret-key="$(secret secret)" >>"$dir/create.log" 2>&1 || fail "the user could not be made"
  touch "$dir/created"
}

# key ENTITY RIGHTS...: adds a key to the keyring.
key() {
  ceph-authtool --gen-key "$dir/keyring" -n "$@" >>"$dir/create.log" 2>&1 || fail "no key could be made"
}

run_monitor() {
  running mon || launch mon ceph-mon -f -i a
}

# The gateway waits forever for a cluster whose OSD is not active when it starts.
run_osd() {
  running osd && return
  rm -f "$dir/osd.0.ceph.log"
  launch osd ceph-osd -f -i 0
  await osd 60 grep -q 'state: booting -> active' "$dir/osd.0.ceph.log"
}

run_gateway() {
  running rgw || launch rgw radosgw -f -n client.rgw
  await rgw 60 listening "$port"
}

configure() {
  cat >"$dir/ceph.conf" <<END
[global]
fsid = $1
mon host = v2:127.0.0.1:$monitor/0
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
keyring = $dir/keyring
paxos propose interval = 0.05
paxos min wait = 0.01
run dir = $dir/run
admin socket =
pid file =
log file = $dir/\$name.ceph.log
crash dir = $dir/run
mon data = $dir/mon
mon data avail warn = 1
mon data avail crit = 1
mon max pg per osd = 1000
mon warn on pool no redundancy = false
osd data = $dir/osd
osd objectstore = ${S3_STORE:-bluestore}
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
osd memory target = 939524096
osd heartbeat grace = 3
osd heartbeat interval = 1
osd pool default read lease ratio = 0.2
osd fast shutdown = true
osd max object name len = 460
osd max object namespace len = 64
bluestore block size = 8589934592
bluestore fsck on mount = false
bluestore debug enforce settings = ssd
memstore device bytes = 4294967296
[client.rgw]
rgw data = $dir/rgw
rgw frontends = beast endpoint=127.0.0.1:$port tcp_nodelay=1
rgw dns name = localhost
rgw enable usage log = false
rgw run sync thread = false
rgw thread pool size = 64
END
}

# The gateway holds no data, and takes five seconds over a stop that it was asked for.
take_down() {
  end rgw "$1" 1
  end osd "$1"
  end mon "$1"
}

main "$@"
