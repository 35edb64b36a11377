-- What the two people of a room say to each other.

-- Whom `who` may talk to in `room`, or why not.
local function partner_of(who, room_id)
  local user, refusal = mine(who)
  if not user then
    return nil, refusal
  end
  local room, peer = with_peer(user, room_id)
  if not room then
    return nil, refuse('not-in-room')
  end
  return peer
end

-- who, room, word (JSON), how it is kept: signal or passing
function commands.relay(who, room_id, word_, how)
  local peer, refusal = partner_of(who, room_id)
  if not peer then
    return refusal
  end
  post(peer, word_, how)
  return '{}'
end

local function remember(room_id, who, message_key, receipt)
  local sent, order = key('sent', room_id .. ':' .. who), key('sentkeys', room_id .. ':' .. who)
  if call('HSETNX', sent, message_key, receipt) == 1 and call('RPUSH', order, message_key) > REMEMBERED_KEYS then
    call('HDEL', sent, call('LPOP', order))
  end
  call('EXPIRE', sent, SESSION_TTL)
  call('EXPIRE', order, SESSION_TTL)
end

-- who, room, the client's key of the message ('' for none), its receipt (JSON), word (JSON)
function commands.send_message(who, room_id, message_key, receipt, word_)
  local user, refusal = mine(who)
  if not user then
    return refusal
  end
  if not is_member(user, room_id) then
    return refuse('not-in-room')
  end
  local first = message_key ~= '' and call('HGET', key('sent', room_id .. ':' .. who), message_key)
  if first then
    return string.format('{"receipt":%s}', first)
  end
  local _, peer = with_peer(user, room_id)
  if not peer then
    return refuse('not-in-room')
  end
  if message_key ~= '' then
    remember(room_id, who, message_key, receipt)
  end
  count('messagesExchanged')
  post(peer, word_, 'kept')
  return string.format('{"receipt":%s}', receipt)
end

local function entries_json(entries)
  local list = {}
  for _, entry in ipairs(entries) do
    local d, n = string.match(entry[1], '(%d+)-(%d+)')
    list[#list + 1] = string.format('{"d":%s,"n":%s,"word":%s}', d, n, entry[2][2])
  end
  return '[' .. table.concat(list, ',') .. ']'
end

-- who, d, n: what the session was told after entry d-n. Signals that rested here are handed out once.
function commands.mail(who, d, n)
  local user, refusal = mine(who)
  if not user then
    return refusal
  end
  local mail = key('mail', who)
  local entries = call('XRANGE', mail, '(' .. d .. '-' .. n, '+')
  for _, entry in ipairs(entries) do
    if not string.find(entry[1], '-0$') then
      call('XDEL', mail, entry[1])
    end
  end
  return string.format('{"standing":%s,"mail":%s}', standing(user), entries_json(entries))
end

-- numbered (JSON list of {who, d, seq}): entries that a client is about to see, and by which seq; seen (JSON
-- list of {who, seq}): up to where clients have seen the stream.
function commands.record(numbered, seen)
  for _, entry in ipairs(cjson.decode(numbered)) do
    local who, d, seq = unpack(entry)
    local user = load_user(who)
    if user and user.home == me then
      call('ZADD', key('seqs', who), seq, d)
      call('EXPIRE', key('seqs', who), SESSION_TTL)
    end
  end
  for _, entry in ipairs(cjson.decode(seen)) do
    local who, seq = unpack(entry)
    local user = load_user(who)
    if user and user.home == me then
      local last = call('ZREVRANGEBYSCORE', key('seqs', who), seq, '-inf', 'LIMIT', 0, 1)[1]
      if last then
        call('XTRIM', key('mail', who), 'MINID', entry_id(last + 1, 0))
        call('ZREMRANGEBYSCORE', key('seqs', who), '-inf', seq)
      end
      call('HSET', key('user', who), 'base', seq)
    end
  end
  return '{}'
end
