-- Who comes back, and what is held against them: for people who report, and for operators.

-- who, pseudonyms with a space
of_session('introduce', function(user, visitor)
  if user.visitor ~= visitor then
    user.visitor = visitor
    save(user, 'visitor')
  end
  return answer(user)
end)

-- a key to keep if there is none: answers the one that all instances make pseudonyms with.
function commands.pseudonym_key(proposal)
  local name = PREFIX .. 'pseudonyms'
  call('SET', name, proposal, 'NX')
  call('PEXPIRE', name, KEY_LIFE)
  return cjson.encode({ key = call('GET', name) })
end

local function forget_report(id)
  call('ZREM', PREFIX .. 'reports', id)
  return call('UNLINK', key('reports', id))
end

local function keep_report(id, reason, accused, sealed)
  local list, report = PREFIX .. 'reports', key('reports', id)
  call('HSET', report, 'reason', reason, 'created', now, 'accused', accused, 'sealed', sealed)
  call('PEXPIRE', report, REPORT_LIFE)
  call('ZREMRANGEBYSCORE', list, '-inf', now - REPORT_LIFE)
  call('ZADD', list, now, id)
  call('PEXPIRE', list, REPORT_LIFE)
  for _, oldest in ipairs(call('ZRANGE', list, 0, -REPORTS - 1)) do
    forget_report(oldest)
  end
end

-- who, room, a name for the report, reason, what is sealed (JSON, or empty). Also after the call, while it is remembered.
of_session('report', function(user, room_id, id, reason, sealed)
  local room = load_room(room_id)
  local other = room and ((room.user1 == user.id and room.user2) or (room.user2 == user.id and room.user1)) or ''
  if other == '' then
    return refuse('not-in-room')
  end
  if call('HSETNX', key('rooms', room_id), 'reported:' .. user.id .. ':' .. other, '1') == 1 then
    local visitor = call('HGET', key('rooms', room_id), room.user1 == other and 'visitor1' or 'visitor2')
    local accused = current(visitor or '')
    count_against(accused, REPORT_POINTS)
    keep_report(id, reason, accused, sealed)
  end
  return '{}'
end)

local function filed(id, report)
  return string.format('{"id":%s,"reason":%s,"created":%s,"accused":%s,"sealed":%s}', cjson.encode(id),
    cjson.encode(report[1]), report[2], cjson.encode(report[3]), cjson.encode(report[4]))
end

-- The newest first; of what is sealed only whether there is something.
function commands.reports()
  local found = {}
  for _, id in ipairs(call('ZREVRANGE', PREFIX .. 'reports', 0, -1)) do
    local report = call('HMGET', key('reports', id), 'reason', 'created', 'accused')
    if report[1] then
      report[4] = call('HSTRLEN', key('reports', id), 'sealed') > 0 and 'yes' or ''
      found[#found + 1] = filed(id, report)
    end
  end
  return '[' .. table.concat(found, ',') .. ']'
end

-- id
function commands.open_report(id)
  local report = call('HMGET', key('reports', id), 'reason', 'created', 'accused', 'sealed')
  return report[1] and filed(id, report) or 'null'
end

-- id: answers whether there was one
function commands.dismiss_report(id)
  return tostring(forget_report(id) == 1)
end

-- pseudonym, until when
function commands.ban(pseudonym, ends)
  local bans = PREFIX .. 'bans'
  call('ZREMRANGEBYSCORE', bans, '-inf', now)
  call('ZADD', bans, ends, pseudonym)
  call('PEXPIRE', bans, LONGEST_BAN)
  return '{}'
end

function commands.bans()
  local found = {}
  local bans = call('ZRANGEBYSCORE', PREFIX .. 'bans', '(' .. now, '+inf', 'WITHSCORES')
  for at = 1, #bans, 2 do
    found[#found + 1] = string.format('{"id":%s,"until":%s}', cjson.encode(bans[at]), bans[at + 1])
  end
  return '[' .. table.concat(found, ',') .. ']'
end

-- pseudonym: answers whether there was a ban
function commands.lift_ban(pseudonym)
  return tostring(call('ZREM', PREFIX .. 'bans', pseudonym) == 1)
end
