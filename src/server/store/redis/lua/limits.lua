-- What addresses have done, for the limits at the door. An address is called by a keyed digest of it, and the key
-- is a new one every hour: see ../limits.rs.

-- a fresh secret: answers the one that is in force, and for how long (ms) it will be
function commands.limit_secret(fresh)
  local name = PREFIX .. 'limit:secret'
  call('SET', name, fresh, 'NX', 'PX', LIMIT_SECRET)
  return cjson.encode({ secret = call('GET', name), left = call('PTTL', name) })
end

-- In ms. Redis' own clock, not the callers': theirs differ by a little, which would be taken from an allowance.
local function clock()
  local time = call('TIME')
  return time[1] * 1000 + time[2] / 1000
end

-- The generic cell rate algorithm: what is kept is when all will have been paid back.
-- deed:digest, ms for each, how many at once: counts one. Answers how long (ms) to wait if there is none left
function commands.spend(name, each, burst)
  local limit = key('limit', name)
  each, burst = tonumber(each), tonumber(burst)
  local at = clock()
  local after = math.max(tonumber(call('GET', limit) or at), at) + each
  local wait = after - each * burst - at
  if wait > 0 then
    return string.format('{"wait":%.0f}', math.ceil(wait))
  end
  call('SET', limit, string.format('%.3f', after), 'PX', string.format('%.0f', math.ceil(after - at)))
  return '{"wait":0}'
end

-- deed:digest, ms for each, how many at once, ms: leaves none for that long
function commands.exhaust(name, each, burst, pause)
  local debt = tonumber(each) * (tonumber(burst) - 1) + tonumber(pause)
  call('SET', key('limit', name), string.format('%.3f', clock() + debt), 'PX', string.format('%.0f', math.ceil(debt)))
  return '{}'
end
