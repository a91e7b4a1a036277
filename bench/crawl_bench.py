#!/usr/bin/env python3
"""Fetching against `curl --parallel`: the same list, the same number of connections, one nginx.

usage: crawl_bench.py PROGRAM FOLDER [--urls N] [--connections N] [--rounds N] [--rate BYTES]

nginx serves the pages of FOLDER on loopback; each page has as many URLs as are needed. In turns curl
writes what it fetches to files, and `dealwire fetch` to a new archive and store. With --rate nginx
sends so many bytes a second on each connection, as servers on the internet do; without it the
processor decides. Prints both and the median of the rounds' ratios (ours / curl's, 1: as fast).
"""

import argparse
import os
import pathlib
import platform
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time

NGINX = """{user} worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; keepalive_requests 1000000; default_type text/html;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; {rate} }} }}
"""

SETTINGS = """connections = {connections}
[[source]]
name = "bench"
kind = "urls"
urls = [{urls}]
allow_private = true
delay = "0s"
connections = {connections}
ignore_noarchive = true
"""


def free_port():
    with socket.socket() as handle:
        handle.bind(("127.0.0.1", 0))
        return handle.getsockname()[1]


def timed(command, folder):
    """Seconds that it takes, and what it says on standard error."""
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True)
    return time.perf_counter() - begin, done.stderr


def fetch_by_curl(folder, urls, connections):
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    (folder / "list").write_text(
        "".join(f'url = "{url}"\noutput = "out/{i}"\n' for i, url in enumerate(urls)))
    seconds, _ = timed(["curl", "--silent", "--fail", "--parallel", "--parallel-max", str(connections),
                        "--config", "list"], folder)
    assert len(list(out.iterdir())) == len(urls)
    return seconds


def fetch_by_dealwire(folder, program, urls):
    shutil.rmtree(folder / "archive", ignore_errors=True)
    for end in ("", "-wal", "-shm"):
        (folder / f"dealwire.db{end}").unlink(missing_ok=True)
    seconds, said = timed([program, "fetch"], folder)
    assert re.search(rf"\b{len(urls)} documents fetched", said), said
    return seconds


def measure(folder, options):
    www = folder / "www"
    www.mkdir()
    sizes = []
    for n, page in enumerate(sorted(options.folder.rglob("*.html"))):
        shutil.copy(page, www / f"{n}.html")
        sizes.append(page.stat().st_size)
    port = free_port()
    rate = f"limit_rate {options.rate};" if options.rate else ""
    (folder / "nginx.conf").write_text(NGINX.format(
        user="user root;" if os.geteuid() == 0 else "", folder=folder, port=port, rate=rate))
    # Bytes that differ are documents that differ: the query makes a URL, not a page.
    urls = [f"http://127.0.0.1:{port}/{i % len(sizes)}.html?{i // len(sizes)}"
            for i in range(options.urls)]
    (folder / "dealwire.toml").write_text(SETTINGS.format(
        connections=options.connections, urls=", ".join(f'"{url}"' for url in urls)))
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin") or "nginx"
    server = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf"), "-e",
                               str(folder / "error.log")])
    try:
        subprocess.run(["curl", "--silent", "--retry", "20", "--retry-connrefused",
                        "--retry-delay", "1", "--output", "/dev/null", urls[0]], check=True)
        turns = []
        for _ in range(options.rounds):
            turns.append((fetch_by_curl(folder, urls, options.connections),
                          fetch_by_dealwire(folder, options.program, urls)))
    finally:
        server.terminate()
        server.wait()
    total = sum(sizes[i % len(sizes)] for i in range(options.urls))
    return turns, total


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--urls", type=int, default=2000)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rate", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        turns, total = measure(pathlib.Path(name), options)
    print(f"{options.urls} URLs, {total / 1e6:.1f} MB, {options.connections} connections, "
          f"{f'{options.rate} bytes/s each, ' if options.rate else ''}"
          f"{options.rounds} rounds, {platform.machine()}")
    for who, column in (("curl --parallel", 0), ("dealwire fetch", 1)):
        seconds = statistics.median(turn[column] for turn in turns)
        print(f"{who:16} {seconds:8.3f} s {options.urls / seconds:8.0f} pages/s")
    print(f"ratio {statistics.median(curl / ours for curl, ours in turns):.2f}")


if __name__ == "__main__":
    main()
