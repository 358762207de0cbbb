-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- wrk script: durable moves of tasks.  Environment: TASKS file of "id version" lines, TOKEN, COOKIE, ROUND a word that
-- no earlier run used.  Every request has a key of its own; threads take turns at the tasks, so a task comes again only
-- after all others, when its answer is long here, and its version is one higher.
-- Prints: RES requests seconds p50_us p90_us p99_us max_us above399 socket_errors bytes
local getenv, threads = os.getenv, tonumber(os.getenv("THREADS"))
local started = 0
function setup(thread)
  thread:set("number", started)
  started = started + 1
end
function init(args)
  tasks, n = {}, 0
  local at = 0
  for line in io.lines(getenv("TASKS")) do
    local id, version = line:match("^(%d+) (%d+)$")
    if at % threads == number then tasks[#tasks + 1] = { id = id, version = tonumber(version) } end
    at = at + 1
  end
  headers = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Cookie"] = getenv("COOKIE") }
  prefix = string.format("t=%s&opened=0&state=doing&result=%%C4%%90%%C3%%A3+l%%C3%%A0m+xong+m%%E1%%BB%%99t+ph%%E1%%BA%%A7n&k=%s-%d-",
    getenv("TOKEN"), getenv("ROUND"), number)
end
-- wrk asks the first thread for one request before it begins and never sends it.
local tried = false
function request()
  if number == 0 and not tried then
    tried = true
    return wrk.format("GET", "/")
  end
  local task = tasks[n % #tasks + 1]
  n = n + 1
  local body = string.format("%s%d&version=%d&percent=%d", prefix, n, task.version, task.version % 99 + 1)
  task.version = task.version + 1
  return wrk.format("POST", "/nhiem-vu/" .. task.id .. "/tien-do", headers, body)
end
function done(s, l, r)
  io.write(string.format("RES\t%d\t%.3f\t%.0f\t%.0f\t%.0f\t%.0f\t%d\t%d\t%d\n", s.requests, s.duration / 1e6, l:percentile(50),
    l:percentile(90), l:percentile(99), l.max, s.errors.status, s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout,
    s.bytes))
end
