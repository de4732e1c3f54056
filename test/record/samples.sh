#!/bin/sh
# Copies the recordings that samples/ shows to newcomers. Run after the recordings were made anew.
repo=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
set -e

sample() {
  mkdir -p "$repo/samples/$2"
  incident=$1 folder=$2
  shift 2
  for file in "$@"; do cp "$repo/test/fixtures/recorded/$incident/$file" "$repo/samples/$folder/$file"; done
}

sample missed-heartbeats missed-heartbeats broker.log client.log
sample memory-alarm memory-alarm broker.log client.log
sample broker-stopped broker-stopped broker.log client.log
sample half-open half-open mq01-ss.txt app01-ss.txt list-connections.txt
sample close-wait-leak close-wait ss-1.txt ss-2.txt ss-3.txt
sample receiver-not-reading receiver-not-reading mq01-ss.txt app01-ss.txt
