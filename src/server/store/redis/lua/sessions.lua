-- Sessions: in, away and back, from one instance to another, out.

local function come_back(user)
  if user.present == '1' then
    return
  end
  user.present = '1'
  save(user, 'present')
  call('SADD', PRESENT, user.id)
  call('EXPIRE', PRESENT, SESSION_TTL)
  call('ZREM', AWAY, user.id)
  tell_peer(user, 'back')
  index(user)
  match_if_possible(user)
end

local function go_away(user)
  if user.present ~= '1' then
    return
  end
  unindex(user)
  user.present = '0'
  save(user, 'present')
  call('SREM', PRESENT, user.id)
  call('ZADD', AWAY, now + WINDOW, user.id)
  call('EXPIRE', AWAY, SESSION_TTL)
  tell_peer(user, 'away')
end

-- Its home knows nothing newer of the session than what stands here.
local function vouch(user)
  if user.epoch == EPOCH then
    return
  end
  local peer = user.unsaid == '1' and partner_of(user)
  user.epoch, user.unsaid = EPOCH, ''
  save(user, 'epoch', 'unsaid')
  if peer then
    post(user, word(peer.present == '1' and 'back' or 'away', { room = user.room }), 'kept')
  end
  if user.state == 'waiting' then
    call('HSET', LOBBY, 'rematch', 1)
  end
end

local function set_present(user, present)
  if present then
    come_back(user)
  else
    go_away(user)
  end
end

-- Makes `tokens` (a list with spaces) the ones that the session may be resumed with.
local function write_tokens(id, tokens)
  for token in items(call('HGET', key('user', id), 'tokens') or '', ' ') do
    if not has(tokens, ' ', token) then
      call('DEL', key('token', token))
    end
  end
  for token in items(tokens, ' ') do
    call('SET', key('token', token), id, 'EX', SESSION_TTL)
  end
  call('HSET', key('user', id), 'tokens', tokens)
end

local function end_session(user, reason)
  leave_queue(user)
  leave_room(user, reason)
  write_tokens(user.id, '')
  if user.home ~= '' then
    call('SREM', key('instance', user.home), user.id)
    tell(user.home, string.format('{"end":%s}', cjson.encode(user.id)))
  end
  call('SREM', PRESENT, user.id)
  call('ZREM', AWAY, user.id)
  call('UNLINK', key('user', user.id), key('mail', user.id), key('seqs', user.id))
  users[user.id] = false
end

-- who, token hash
function commands.enter(who, token)
  local known = load_user(who)
  if known then
    return answer(known)
  end
  local user = {
    id = who, state = 'idle', room = '', joined = now, turn = 0, last = '', blocked = '', present = '0', home = '',
    lost = '0', was = '', handing = '', heir = '', giver = '', v = 0, d = 0, n = 0, folded = '', languages = '', relayOnly = '0', asked = '',
    epoch = EPOCH, unsaid = '', visitor = '', free = 0,
  }
  users[who] = user
  save(user, unpack(FIELDS))
  call('EXPIRE', key('user', who), SESSION_TTL)
  set_home(user, me)
  write_tokens(who, token)
  come_back(user)
  return answer(user)
end

-- who, 1 for present or 0, a name for a room
of_session('set_presence', function(user, present, room_name)
  room_names = { room_name }
  set_present(user, present == '1')
  return answer(user)
end)

-- who. It is away, and not since Redis was told so: its client was back meanwhile.
of_session('stay_away', function(user)
  if user.present ~= '1' then
    call('ZADD', AWAY, now + WINDOW, user.id)
  end
  return '{}'
end)

-- who, token hashes with spaces
of_session('keep_tokens', function(user, tokens)
  write_tokens(user.id, tokens)
  return '{}'
end)

-- who, reason. One that is over already is no matter.
function commands.leave(who, reason)
  local user = load_user(who)
  if user and not is_mine(user) then
    return refuse_moved(user)
  end
  if user then
    end_session(user, reason)
  end
  return '{}'
end

local function is_alive(instance)
  return (tonumber(call('ZSCORE', INSTANCES, instance) or 0) or 0) > now
end

-- From now on what the session is told rests here. Its home is to bring what it holds of it.
local function rest(user, heir)
  local handing = user.home
  set_home(user, '')
  user.handing, user.heir, user.giver, user.was = handing, heir, handing, ''
  save(user, 'handing', 'heir', 'giver', 'was')
  -- Should nobody take it, it ends as any other.
  call('ZADD', AWAY, now + WINDOW, user.id)
  call('EXPIRE', AWAY, SESSION_TTL)
end

-- What follows `seq` in the mail. `complete`: nothing of the stream is missing in it.
local function unseen_after(user, seq, complete)
  local numbered = {}
  local seqs = call('ZRANGE', key('seqs', user.id), 0, -1, 'WITHSCORES')
  for at = 1, #seqs, 2 do
    numbered[seqs[at]] = tonumber(seqs[at + 1])
  end
  local unseen = {}
  for _, entry in ipairs(call('XRANGE', key('mail', user.id), '-', '+')) do
    local d, n = string.match(entry[1], '(%d+)-(%d+)')
    local its_seq = tonumber(entry[2][4]) or (n == '0' and not complete and numbered[d]) or nil
    if not (its_seq and its_seq <= seq) then
      unseen[#unseen + 1] = { entry[1], entry[2], d = d, kept = n == '0' }
    end
  end
  return unseen
end

-- Keeps of the mail what is `unseen`, numbered anew from the client's `seq` on.
local function renumber(user, seq, unseen)
  local mail, seqs = key('mail', user.id), key('seqs', user.id)
  call('UNLINK', mail, seqs)
  for place_, entry in ipairs(unseen) do
    if entry.kept then
      call('XADD', mail, entry_id(entry.d, 0), 'w', entry[2][2])
      call('ZADD', seqs, seq + place_, entry.d)
    end
  end
  call('EXPIRE', mail, SESSION_TTL)
  call('EXPIRE', seqs, SESSION_TTL)
  call('HSET', key('user', user.id), 'base', seq)
  call('HDEL', key('user', user.id), 'sent')
  user.n = 0
  save(user, 'n')
end

-- token hashes with spaces, the client's seq, 1 to take it even if its home does not hand it over, a name for a room. Answers
-- {"wait":who} when its home was asked to hand it over, or {"session":…}.
function commands.claim(tokens, seq, force, room_name)
  seq = tonumber(seq)
  local who, user
  for token in items(tokens, ' ') do
    who = who or call('GET', key('token', token)) or nil
    user = user or (who and load_user(who))
  end
  if not user then
    return refuse(whole and 'gone' or 'recovering')
  end
  if not is_sure(user) then
    return refuse_for_now()
  end
  if force ~= '1' then
    if user.home ~= '' and user.home ~= me and is_alive(user.home) then
      tell(user.home, string.format('{"hand":{"who":%s,"seq":%.0f,"v":%.0f}}', cjson.encode(who), seq, user.v))
      rest(user, me)
      return cjson.encode({ wait = who })
    end
    if user.handing ~= '' and is_alive(user.handing) then
      user.heir = me
      save(user, 'heir')
      return cjson.encode({ wait = who })
    end
  end
  local complete = user.home == '' and user.handing == '' and user.lost ~= '1'
  local limits = call('HMGET', key('user', who), 'base', 'sent')
  local base, sent = tonumber(limits[1] or 0) or 0, complete and tonumber(limits[2] or 0) or math.huge
  if seq < base or seq > sent then
    return refuse('gone')
  end
  local unseen = unseen_after(user, seq, complete)
  local mail = entries_json(unseen)
  -- What a home of before puts back, should Redis forget, is older than this, whatever becomes of it there.
  user.v = user.v + TERM
  renumber(user, seq, unseen)
  if user.home ~= '' and user.home ~= me then
    tell(user.home, string.format('{"taken":{"who":%s,"v":%.0f}}', cjson.encode(who), user.v))
  end
  set_home(user, me)
  for _, kept in ipairs({ key('user', who), key('mail', who), key('seqs', who) }) do
    call('EXPIRE', kept, SESSION_TTL)
  end
  call('ZREM', AWAY, who)
  local details = call('HMGET', key('user', who), 'tokens', 'name', 'image', 'interests')
  local session = string.format(
    '{"session":{"who":%s,"gap":%s,"d":%.0f,"standing":%s,"tokens":%s,"mail":%s,"details":%s}}',
    cjson.encode(who), tostring(not complete), user.d, standing(user), cjson.encode(details[1]), mail,
    cjson.encode({
      name = details[2] or '', image = details[3] ~= '' and details[3] or nil, interests = details[4] or '',
      folded = user.folded, languages = user.languages, relayOnly = user.relayOnly == '1',
    }))
  room_names = { room_name }
  vouch(user)
  come_back(user)
  return session
end

local function tell_heir(heir, news)
  if heir ~= '' then
    tell(heir, news)
  end
end

-- sessions… of this instance, which is leaving: they rest here from now on. It is told so, and all that was told to
-- it before comes before that.
function commands.rest(...)
  for _, who in ipairs({ ... }) do
    local user = load_user(who)
    if user and user.home == me then
      go_away(user)
      rest(user, '')
    end
  end
  tell(me, '"rested"')
  return '{}'
end

-- session (JSON: who, gap, base, sent, d, n, frames [{seq, d or null for a signal, word: its JSON}]).
-- Puts down here all that this instance holds of a session: what was told after d-n is already here. gap: its
-- client has not yet been told that something is missing.
function commands.park(session)
  local parked = cjson.decode(session)
  local user = load_user(parked.who)
  if not user then
    return refuse('gone')
  end
  if user.home ~= '' or user.handing ~= me then
    return refuse_moved(user)
  end
  local mail = key('mail', parked.who)
  local rest = call('XRANGE', mail, '(' .. entry_id(parked.d, parked.n), '+')
  call('UNLINK', mail, key('seqs', parked.who))
  local d, n = parked.d, 0
  for _, frame in ipairs(parked.frames) do
    if frame.d ~= cjson.null then
      d = math.min(d, frame.d - 1)
      break
    end
  end
  local function put(kept, word_, seq)
    if kept then
      d, n = kept, 0
    else
      n = n + 1
    end
    call('XADD', mail, entry_id(d, n), 'w', word_, unpack(seq and { 's', seq } or {}))
  end
  for _, frame in ipairs(parked.frames) do
    put(frame.d ~= cjson.null and frame.d or nil, frame.word, frame.seq)
  end
  d = math.max(d, parked.d)
  for _, entry in ipairs(rest) do
    local its_d, its_n = string.match(entry[1], '(%d+)-(%d+)')
    put(its_n == '0' and tonumber(its_d) or nil, entry[2][2])
  end
  call('EXPIRE', mail, SESSION_TTL)
  call('HSET', key('user', parked.who), 'base', parked.base, 'sent', parked.sent)
  user.n = n
  save(user, 'n')
  tell_heir(user.heir, string.format('{"parked":%s}', cjson.encode(parked.who)))
  set_home(user, '')
  if parked.gap then
    user.lost = '1'
    save(user, 'lost')
  end
  return '{}'
end

-- who, seq: this instance keeps the session that it was asked for; its stream cannot go on after `seq`. The heir may be
-- another than the one that asked for that.
function commands.keep(who, seq)
  local user = load_user(who)
  if not user or user.home ~= '' or user.handing ~= me then
    return refuse('gone')
  end
  tell_heir(user.heir, string.format('{"kept":{"who":%s,"seq":%.0f}}', cjson.encode(who), seq))
  set_home(user, me)
  vouch(user)
  if user.present == '1' then
    call('ZREM', AWAY, who)
  end
  return '{}'
end

-- This instance is leaving for good; its sessions have been parked.
function commands.depart()
  call('ZREM', INSTANCES, me)
  call('UNLINK', key('instance', me))
  return '{}'
end
