-- What operators see: the last day, the instances, letters.

-- about (JSON of this instance), funnel (JSON: phase -> how many came to its end since the last time). Answers whether
-- an operator wants it to leave.
function commands.note(about, funnel)
  call('SET', key('about', me), about, 'EX', SESSION_TTL)
  local interval = present_interval()
  for phase, people in pairs(cjson.decode(funnel)) do
    if people > 0 then
      call('HINCRBY', interval, phase, people)
    end
  end
  local at_once = { activeConnections = call('SCARD', PRESENT), waitingUsers = call('ZCARD', QUEUE), activeRooms = call('SCARD', CALLS) }
  for figure, value in pairs(at_once) do
    if value > (tonumber(call('HGET', interval, figure) or 0) or 0) then
      call('HSET', interval, figure, value)
    end
  end
  call('EXPIRE', interval, INTERVAL_TTL)
  return tostring(call('DEL', key('leave', me)) == 1)
end

function commands.ask_to_leave(instance)
  if not is_alive(instance) then
    return 'false'
  end
  call('SET', key('leave', instance), 1, 'EX', SESSION_TTL)
  return 'true'
end

-- Of each whose lease stands what it said of itself.
function commands.instances()
  local found = {}
  for _, instance in ipairs(call('ZRANGEBYSCORE', INSTANCES, '(' .. now, '+inf')) do
    found[#found + 1] = call('GET', key('about', instance)) or nil
  end
  return '[' .. table.concat(found, ',') .. ']'
end

function commands.last_day()
  local day = {}
  local last = now - now % INTERVAL
  for start = last - DAY, last, INTERVAL do
    local values = call('HGETALL', key('metrics:interval', string.format('%.0f', start)))
    if #values > 0 then
      local interval = { start = start }
      for at = 1, #values, 2 do
        interval[values[at]] = tonumber(values[at + 1])
      end
      day[#day + 1] = cjson.encode(interval)
    end
  end
  return '[' .. table.concat(day, ',') .. ']'
end

local function forget_letter(id)
  call('ZREM', PREFIX .. 'letters', id)
  return call('UNLINK', key('letters', id))
end

-- id, letter (JSON)
function commands.keep_letter(id, letter)
  local list = PREFIX .. 'letters'
  call('SET', key('letters', id), letter, 'PX', LETTER_LIFE)
  call('ZREMRANGEBYSCORE', list, '-inf', now - LETTER_LIFE)
  call('ZADD', list, now, id)
  call('PEXPIRE', list, LETTER_LIFE)
  for _, oldest in ipairs(call('ZRANGE', list, 0, -LETTERS - 1)) do
    forget_letter(oldest)
  end
  return '{}'
end

-- The newest first.
function commands.letters()
  local found = {}
  for _, id in ipairs(call('ZREVRANGE', PREFIX .. 'letters', 0, -1)) do
    found[#found + 1] = call('GET', key('letters', id)) or nil
  end
  return '[' .. table.concat(found, ',') .. ']'
end

function commands.dismiss_letter(id)
  return tostring(forget_letter(id) == 1)
end
