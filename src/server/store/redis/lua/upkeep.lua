-- What time brings about, and how the lobby is put together again after Redis lost some or all of it.

-- Renews this instance's lease. Answers the lobby's epoch, and whether the lease had lapsed.
function commands.renew()
  local lapsed = not is_alive(me)
  call('ZADD', INSTANCES, now + LEASE, me)
  for _, name in ipairs({ LOBBY, INSTANCES, QUEUE, READY, PLAIN, PRESENT, AWAY, CALLS, key('instance', me) }) do
    call('EXPIRE', name, SESSION_TTL)
  end
  local connections, daily = call('SCARD', PRESENT), key('metrics:daily', today)
  if connections > (tonumber(call('HGET', daily, 'activeConnections') or 0) or 0) then
    call('HSET', daily, 'activeConnections', connections)
    call('EXPIRE', daily, METRICS_TTL)
  end
  tell(me, '"beat"')
  return cjson.encode({ lapsed = lapsed, epoch = EPOCH })
end

-- Says a word to this instance by its channel.
function commands.echo(word)
  tell(me, string.format('{"echo":%s}', cjson.encode(word)))
  return '{}'
end

-- `user`'s home does not hold it any more, and cannot say anything of it.
local function lose(user)
  user.home, user.lost, user.was = '', '1', user.home
  save(user, 'home', 'lost', 'was')
  go_away(user)
  -- For one that was away already, too: its client may have been back, and its home unable to say so.
  call('ZADD', AWAY, now + WINDOW, user.id)
end

-- Nobody vouches for the sessions of an instance whose lease has lapsed.
local function lapse_instances()
  local more = false
  for _, instance in ipairs(call('ZRANGEBYSCORE', INSTANCES, '-inf', now)) do
    local members = call('SPOP', key('instance', instance), 200)
    for _, id in ipairs(members) do
      local user = load_user(id)
      if user and user.home == instance then
        lose(user)
      end
    end
    if #members == 0 then
      call('ZREM', INSTANCES, instance)
    else
      more = true
    end
  end
  return more
end

-- A session that rests here ends with its resume window. Of one that has a home, only that knows whether its client
-- is back: returns those (JSON) whose home asks.
local function end_absent()
  local due = {}
  for _, id in ipairs(call('ZRANGEBYSCORE', AWAY, '-inf', now, 'LIMIT', 0, 1000)) do
    local user = load_user(id)
    if not user then
      call('ZREM', AWAY, id)
    elseif user.home == '' then
      end_session(user, 'disconnected')
    elseif user.home == me then
      due[#due + 1] = cjson.encode(id)
    end
  end
  return '[' .. table.concat(due, ',') .. ']'
end

-- Private rooms expire once nobody talks in them: a call that goes on ends the room when it ends.
local function expire_rooms()
  for _, id in ipairs(call('ZRANGEBYSCORE', PRIVATE, '-inf', now, 'LIMIT', 0, 100)) do
    local room = load_room(id)
    local member = room and load_user(room.user1 ~= '' and room.user1 or room.user2)
    if not member or is_sure(member) then
      if room and (room.user1 == '' or room.user2 == '') then
        remove_room(room)
      end
      call('ZREM', PRIVATE, id)
    end
  end
end

-- After a recovery: whoever was put back into a room alone is told that the other side is gone.
local function audit_rooms()
  local names = call('SPOP', AUDIT, 100)
  for _, id in ipairs(names) do
    local room = load_room(id)
    if room and room.status == 'active' then
      for _, member in ipairs({ room.user1, room.user2 }) do
        local user = member ~= '' and load_user(member)
        if member ~= '' and room.status == 'active' and not (user and user.room == id) then
          vacate(room, member, 'disconnected')
        end
      end
    end
  end
  return #names == 100
end

-- Those who fit only because one of them has now waited long enough.
local function match_those_who_waited(since)
  if call('HGET', LOBBY, 'rematch') then
    call('HDEL', LOBBY, 'rematch')
    for _, id in ipairs(call('ZRANGE', READY, 0, -1)) do
      match_if_possible(load_user(id) or {})
      if #room_names == 0 then
        return
      end
    end
    return
  end
  for _, id in ipairs(call('ZRANGEBYSCORE', PREFIX .. 'lane', '-inf', now)) do
    call('ZREM', PREFIX .. 'lane', id)
    match_if_possible(load_user(id) or {})
  end
  for _, threshold in ipairs({ WIDEN_INTERESTS, WIDEN_LANGUAGES }) do
    for _, id in ipairs(call('ZRANGEBYSCORE', READY, '(' .. (since - threshold), now - threshold)) do
      match_if_possible(load_user(id) or {})
    end
  end
end

-- Once all instances whose leases stand have put back what they know, the rest is known to nobody but Redis. After
-- RECOVERY all of them have a lease, should Redis have forgotten those; after PATIENCE one that says nothing is waited
-- for no longer: it may be of another version.
local function make_whole()
  local since = now - lobby_number('opened')
  if whole or since < RECOVERY then
    return
  end
  for _, instance in ipairs(call('ZRANGEBYSCORE', INSTANCES, '(' .. now, '+inf')) do
    if since < PATIENCE and not has(compared, ' ', instance) then
      return
    end
  end
  whole = true
  call('HSET', LOBBY, 'whole', 1, 'rematch', 1)
end

-- epoch: since it began this instance has compared all its sessions, and put back what it had given up. Of what else
-- Redis takes to be its own, it knows nothing.
function commands.compared(epoch)
  if epoch == EPOCH and not whole then
    for _, id in ipairs(call('SMEMBERS', key('instance', me))) do
      local user = load_user(id)
      if user and user.home == me and not is_sure(user) then
        call('SREM', key('instance', me), id)
        lose(user)
      end
    end
    if not has(compared, ' ', me) then
      call('HSET', LOBBY, 'compared', compared .. ' ' .. me)
    end
  end
  return '{}'
end

-- names for rooms. Answers the epoch, whether there is more to do at once, and which of this instance's sessions are at
-- the end of their resume windows.
function commands.sweep(...)
  room_names = { ... }
  local swept = lobby_number('swept')
  if now - swept > HOLE then
    -- Nobody could renew a lease or come back meanwhile: all of them get their time again.
    call('HSET', LOBBY, 'hold', now + LEASE, 'fence', now + FENCE, 'rematch', 1)
  end
  call('HSET', LOBBY, 'swept', now)
  make_whole()
  local more, due = false, '[]'
  if whole and lobby_number('hold') <= now then
    more = lapse_instances() or more
    due = end_absent()
  end
  expire_rooms()
  if whole then
    more = audit_rooms() or more
  end
  if lobby_number('fence') <= now then
    match_those_who_waited(swept)
    more = more or (#room_names == 0 and call('HEXISTS', LOBBY, 'rematch') == 1)
  end
  return string.format('{"epoch":%s,"more":%s,"due":%s}', cjson.encode(EPOCH), tostring(more), due)
end

-- A name for a new epoch. Until the fence falls nobody is matched, so that instances can put back what they know.
function commands.open(epoch)
  if not is_open() then
    -- Nobody could renew a lease since it was last swept.
    for _, instance in ipairs(call('ZRANGEBYSCORE', INSTANCES, '(' .. lobby_number('swept'), '+inf')) do
      call('ZADD', INSTANCES, now + LEASE, instance)
    end
    call('HDEL', LOBBY, 'whole', 'compared')
    call('HSET', LOBBY, 'epoch', epoch, 'process', this_process(), 'opened', now, 'swept', now, 'rematch', 1)
    call('HSET', LOBBY, 'fence', now + FENCE, 'hold', now + LEASE)
    call('EXPIRE', LOBBY, SESSION_TTL)
  end
  return '{}'
end

local function refresh(user)
  for token in items(call('HGET', key('user', user.id), 'tokens') or '', ' ') do
    call('EXPIRE', key('token', token), SESSION_TTL)
  end
  for _, kind in ipairs({ 'user', 'mail', 'seqs' }) do
    call('EXPIRE', key(kind, user.id), SESSION_TTL)
  end
  index(user)
  if user.room ~= '' then
    call('EXPIRE', key('rooms', user.room), SESSION_TTL, 'GT')
    for _, kind in ipairs({ 'sent', 'sentkeys' }) do
      call('EXPIRE', key(kind, user.room .. ':' .. user.id), SESSION_TTL)
    end
  end
end

-- sessions (JSON list of {who, v}) that this instance holds. Answers for each: missing, behind (the instance
-- knows better), moved with its v, leaving (it is to be put down), or there with {d, n, standing, tokens}.
function commands.check(sessions)
  local answers = {}
  for _, session in ipairs(cjson.decode(sessions)) do
    local who, v = unpack(session)
    local user = load_user(who)
    local found
    if not user then
      found = '"missing"'
    elseif user.v < v then
      found = '"behind"'
    else
      if user.handing == me then
        found = '"leaving"'
      elseif not is_mine(user) then
        found = string.format('{"moved":%.0f}', user.v)
      else
        vouch(user)
        refresh(user)
        found = string.format('{"there":{"d":%.0f,"n":%.0f,"standing":%s,"tokens":%s}}', user.d, user.n, standing(user),
          cjson.encode(call('HGET', key('user', who), 'tokens') or ''))
      end
    end
    answers[#answers + 1] = found
  end
  return string.format('{"epoch":%s,"found":[%s]}', cjson.encode(EPOCH), table.concat(answers, ','))
end

local function restore_room(user, view)
  local room = load_room(view.id)
  if not room then
    call('HSET', key('rooms', view.id), 'status', 'active', 'kind', view.kind, 'created', view.created, 'relayOnly',
      view.relayOnly and '1' or '0')
    for _, field in ipairs({ 'user1', 'user2', 'expires' }) do
      if view[field] and view[field] ~= cjson.null and view[field] ~= '' then
        call('HSET', key('rooms', view.id), field, view[field])
      end
    end
    local life = math.max(0, (tonumber(view.expires) or now) - now)
    call('EXPIRE', key('rooms', view.id), math.ceil(life / 1000) + SESSION_TTL)
    if view.kind == 'private' then
      call('ZADD', PRIVATE, view.expires, view.id)
      call('EXPIRE', PRIVATE, math.ceil(life / 1000) + SESSION_TTL, 'GT')
    end
    rooms[view.id] = nil
    room = load_room(view.id)
  elseif room.user1 ~= user.id and room.user2 ~= user.id then
    local free = (room.user1 == '' and 'user1') or (room.user2 == '' and 'user2')
    if room.status ~= 'active' or not free then
      -- The other side went on without this one.
      user.state, user.room = 'idle', ''
      save(user, 'state', 'room')
      post(user, word('left', { room = view.id, reason = 'disconnected' }), 'kept')
      return
    end
    room[free] = user.id
    call('HSET', key('rooms', view.id), free, user.id)
  elseif room.status ~= 'active' then
    room.status = 'active'
    call('HSET', key('rooms', view.id), 'status', 'active')
  end
  if room.user1 ~= '' and room.user2 ~= '' then
    call('SADD', CALLS, view.id)
    call('EXPIRE', CALLS, SESSION_TTL)
  end
  call('SADD', AUDIT, view.id)
  call('EXPIRE', AUDIT, SESSION_TTL)
end

-- The mail as this instance has it, and after it what Redis has beyond that.
local function restore_mail(user, session)
  local mail, seqs = key('mail', user.id), key('seqs', user.id)
  local beyond = call('XRANGE', mail, '(' .. entry_id(session.d, session.n), '+')
  call('UNLINK', mail, seqs)
  for _, entry in ipairs(session.mail) do
    call('XADD', mail, entry_id(entry.d, 0), 'w', entry.word)
    if entry.seq then
      call('ZADD', seqs, entry.seq, entry.d)
    end
  end
  for _, entry in ipairs(beyond) do
    call('XADD', mail, entry[1], 'w', entry[2][2])
  end
  call('EXPIRE', mail, SESSION_TTL)
  call('EXPIRE', seqs, SESSION_TTL)
end

-- session (JSON: who, v, d, n, rests, linked, tokens, details, standing, base, mail [{d, seq, word: its JSON}], heard
-- [{room, from, key, receipt: its JSON}]): puts back a session that Redis lost, or knows an older state of.
function commands.restore(session)
  session = cjson.decode(session)
  local who, stands = session.who, session.standing
  local before = load_user(who)
  if before and before.v >= session.v then
    return '{}'
  end
  -- It was given up, and somebody else has taken it.
  if session.rests and before and before.home ~= '' and before.home ~= me then
    return '{}'
  end
  if before then
    unindex(before)
    if before.room ~= '' and not (stands.room and stands.room.id == before.room) then
      call('SADD', AUDIT, before.room)
      call('EXPIRE', AUDIT, SESSION_TTL)
    end
    if before.home ~= '' then
      call('SREM', key('instance', before.home), who)
    end
  end
  call('ZREM', QUEUE, who)
  local user = {
    id = who, state = stands.state, room = stands.room and stands.room.id or '', joined = stands.joined,
    turn = stands.turn, last = stands.last, blocked = stands.blocked, present = stands.present and '1' or '0', home = '',
    lost = '0', was = '', handing = '', heir = '', giver = '', v = session.v, d = math.max(session.d, before and before.d or 0), n = session.n,
    folded = '', languages = '', relayOnly = '0', asked = '',
    epoch = '', unsaid = before and before.unsaid or '', visitor = before and before.visitor or '', free = 0,
  }
  if before and before.d == user.d then
    user.n = math.max(user.n, before.n)
  end
  users[who] = user
  save(user, unpack(FIELDS))
  write_profile(user, session.details)
  restore_mail(user, session)
  call('HSET', key('user', who), 'base', session.base)
  call('EXPIRE', key('user', who), SESSION_TTL)
  if session.rests then
    user.lost = '1'
    save(user, 'lost')
  else
    set_home(user, me)
  end
  write_tokens(who, session.tokens)
  if stands.present then
    call('SADD', PRESENT, who)
    call('ZREM', AWAY, who)
  else
    call('SREM', PRESENT, who)
    call('ZADD', AWAY, now + WINDOW, who)
  end
  if user.state == 'waiting' then
    call('ZADD', QUEUE, user.joined, who)
    call('EXPIRE', QUEUE, SESSION_TTL)
    call('HSET', LOBBY, 'turn', math.max(user.turn, lobby_number('turn')), 'rematch', 1)
    index(user)
  elseif user.state == 'room' then
    restore_room(user, stands.room)
    for _, heard in ipairs(session.heard) do
      if stands.room.id == heard.room then
        remember(heard.room, heard.from, heard.key, heard.receipt)
      end
    end
  end
  -- Of one without a home, somebody may know more.
  if not session.rests then
    vouch(user)
  end
  -- Its partner may have been told otherwise.
  if before and before.room == user.room and before.present ~= user.present then
    tell_peer(user, user.present == '1' and 'back' or 'away')
  end
  set_present(user, session.linked)
  return '{}'
end
