-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- wrk script: wrong passwords, each of another account, so that none is kept waiting by its own failures.  Environment: ROUND a word
-- that no earlier run used, CLOSE "1" for a connection a request, ADDRESS what the proxy says, or nothing.
local started = 0
function setup(thread)
  thread:set("number", started)
  started = started + 1
end
function init(args)
  headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
  if os.getenv("CLOSE") == "1" then headers["Connection"] = "close" end
  if os.getenv("ADDRESS") ~= "" then headers["X-Forwarded-For"] = os.getenv("ADDRESS") end
  sent = 0
end
function request()
  sent = sent + 1
  local body = string.format("email=%s-%d-%d%%40so.vn&mat_khau=khong+phai+mat+khau", os.getenv("ROUND"), number, sent)
  return wrk.format("POST", "/dang-nhap", headers, body)
end
