-- What the two people of a room say to each other.

-- who, room, word (JSON), how it is kept: signal or passing
of_session('relay', function(user, room_id, word_, how)
  local _, peer = with_peer(user, room_id)
  if not peer then
    return refuse_alone(user, room_id)
  end
  post(peer, word_, how)
  return '{}'
end)

local function remember(room_id, who, message_key, receipt)
  local sent, order = key('sent', room_id .. ':' .. who), key('sentkeys', room_id .. ':' .. who)
  if call('HSETNX', sent, message_key, receipt) == 1 and call('RPUSH', order, message_key) > REMEMBERED_KEYS then
    call('HDEL', sent, call('LPOP', order))
  end
  call('EXPIRE', sent, SESSION_TTL)
  call('EXPIRE', order, SESSION_TTL)
end

-- who, room, the client's key of the message ('' for none), its receipt (JSON), word (JSON)
of_session('send_message', function(user, room_id, message_key, receipt, word_)
  if not is_member(user, room_id) then
    return refuse('not-in-room')
  end
  local first = message_key ~= '' and call('HGET', key('sent', room_id .. ':' .. user.id), message_key)
  if first then
    return string.format('{"receipt":%s}', first)
  end
  local _, peer = with_peer(user, room_id)
  if not peer then
    return refuse_alone(user, room_id)
  end
  if message_key ~= '' then
    remember(room_id, user.id, message_key, receipt)
  end
  count('messagesExchanged')
  post(peer, word_, 'kept')
  return string.format('{"receipt":%s}', receipt)
end)

local function entries_json(entries)
  local list = {}
  for _, entry in ipairs(entries) do
    local d, n = string.match(entry[1], '(%d+)-(%d+)')
    list[#list + 1] = string.format('{"d":%s,"n":%s,"word":%s}', d, n, entry[2][2])
  end
  return '[' .. table.concat(list, ',') .. ']'
end

-- who, d, n: what the session was told after entry d-n. Signals that rested here are handed out once.
of_session('mail', function(user, d, n)
  local mail = key('mail', user.id)
  local entries = call('XRANGE', mail, '(' .. d .. '-' .. n, '+')
  for _, entry in ipairs(entries) do
    if not string.find(entry[1], '-0$') then
      call('XDEL', mail, entry[1])
    end
  end
  return string.format('{"standing":%s,"mail":%s}', standing(user), entries_json(entries))
end)

-- numbered (JSON list of {who, d, seq}): entries that a client is about to see, and by which seq; seen (JSON
-- list of {who, seq}): up to where clients have seen the stream. Answers whose sessions are no longer here.
function commands.record(numbered, seen)
  local moved = {}
  for _, entry in ipairs(cjson.decode(numbered)) do
    local who, d, seq = unpack(entry)
    local user = load_user(who)
    if user and is_mine(user) then
      call('ZADD', key('seqs', who), seq, d)
      call('EXPIRE', key('seqs', who), SESSION_TTL)
    else
      moved[#moved + 1] = cjson.encode(who)
    end
  end
  for _, entry in ipairs(cjson.decode(seen)) do
    local who, seq = unpack(entry)
    local user = load_user(who)
    if user and is_mine(user) then
      local last = call('ZREVRANGEBYSCORE', key('seqs', who), seq, '-inf', 'LIMIT', 0, 1)[1]
      if last then
        call('XTRIM', key('mail', who), 'MINID', entry_id(last + 1, 0))
        call('ZREMRANGEBYSCORE', key('seqs', who), '-inf', seq)
      end
      call('HSET', key('user', who), 'base', seq)
    end
  end
  return string.format('{"moved":[%s]}', table.concat(moved, ','))
end
