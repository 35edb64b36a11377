-- The queue: places, and who is matched with whom. The rules are those of server/matchmaking/fit.rs.

local function items(list, separator)
  return string.gmatch(list, '[^' .. separator .. ']+')
end

local function interest_queue(folded)
  return PREFIX .. 'queue:interest:' .. folded
end

-- Whoever waits and whose link stands can be found by what they look for.
local function each_index(user, visit)
  visit(READY)
  if user.folded == '' then
    visit(PLAIN)
  end
  for folded in items(user.folded, '\n') do
    visit(interest_queue(folded))
  end
end

local function unindex(user)
  each_index(user, function(queue)
    call('ZREM', queue, user.id)
  end)
end

local function index(user)
  if user.state == 'waiting' and user.present == '1' then
    each_index(user, function(queue)
      call('ZADD', queue, user.joined, user.id)
      call('EXPIRE', queue, SESSION_TTL)
    end)
  end
end

local function leave_queue(user)
  if user.state == 'waiting' then
    unindex(user)
    call('ZREM', QUEUE, user.id)
    user.state = 'idle'
    save(user, 'state')
  end
end

local function share_interest(a, b)
  for folded in items(a.folded, '\n') do
    if has(b.folded, '\n', folded) then
      return true
    end
  end
  return false
end

local function may_speak(a, b)
  if a.languages == '' or b.languages == '' then
    return true
  end
  for language in items(a.languages, ' ') do
    if has(b.languages, ' ', language) then
      return true
    end
  end
  return false
end

-- 2: they share an interest. 1: they fit. 0: not now.
local function fit(a, b)
  if a.free > now or b.free > now then
    return 0
  end
  local waited = math.max(now - a.joined, now - b.joined)
  local shared = share_interest(a, b)
  if waited < WIDEN_INTERESTS then
    local neither_names_one = a.folded == '' and b.folded == ''
    if not (shared or neither_names_one) or a.last == b.id or b.last == a.id then
      return 0
    end
  end
  if waited < WIDEN_LANGUAGES and not may_speak(a, b) then
    return 0
  end
  -- Last, since it may have to be looked up.
  if are_apart(a, b) then
    return 0
  end
  return shared and 2 or 1
end

local function waits_longer(a, b)
  return a.joined < b.joined or (a.joined == b.joined and a.turn < b.turn)
end

-- The longest waiting of `queue`, of those who joined until `latest`, whose fit is at least `least`.
local function first_fit(queue, latest, user, least)
  local PAGE = 32
  local best, offset = nil, 0
  repeat
    local page = call('ZRANGEBYSCORE', queue, '-inf', latest, 'LIMIT', offset, PAGE)
    for _, id in ipairs(page) do
      local other = id ~= user.id and load_user(id)
      if other and is_sure(other) then
        if best and other.joined > best.joined then
          return best
        end
        if fit(user, other) >= least and (not best or waits_longer(other, best)) then
          best = other
        end
      end
    end
    offset = offset + PAGE
  until #page < PAGE
  return best
end

-- Those who share an interest stand in its queue. Of the others, only who has waited long enough, or
-- names no interest either, can fit: the rest of a long queue is never looked at.
local function best_partner(user)
  local best = nil
  local function consider(other)
    if other and (not best or waits_longer(other, best)) then
      best = other
    end
  end
  for folded in items(user.folded, '\n') do
    consider(first_fit(interest_queue(folded), '+inf', user, 2))
  end
  if best then
    return best
  end
  local waited_long = now - user.joined >= WIDEN_INTERESTS
  consider(first_fit(READY, waited_long and '+inf' or now - WIDEN_INTERESTS, user, 1))
  if user.folded == '' then
    consider(first_fit(PLAIN, '+inf', user, 1))
  end
  return best
end

-- Whoever got into another room no longer asks for the last partner.
local function withdraw_ask(user)
  if user.asked ~= '' then
    local ended = load_room(user.asked)
    if ended and ended.asked == user.id then
      ended.asked = ''
      call('HDEL', key('rooms', ended.id), 'asked')
    end
    user.asked = ''
    save(user, 'asked')
  end
end

-- Both are in `room`: tells each of the other. The first is the impolite side.
local function seat(room, first, second)
  room.relayOnly = (first.relayOnly == '1' or second.relayOnly == '1') and '1' or '0'
  call('HSET', key('rooms', room.id), 'user1', room.user1, 'user2', room.user2, 'relayOnly', room.relayOnly,
    'visitor1', load_user(room.user1).visitor, 'visitor2', load_user(room.user2).visitor)
  call('SADD', CALLS, room.id)
  call('EXPIRE', CALLS, SESSION_TTL)
  for _, side in ipairs({ { first, second, false }, { second, first, true } }) do
    local user = side[1]
    withdraw_ask(user)
    user.state, user.room = 'room', room.id
    save(user, 'state', 'room')
  end
  for _, side in ipairs({ { first, second, false }, { second, first, true } }) do
    local user, partner, polite = unpack(side)
    local details = call('HMGET', key('user', partner.id), 'name', 'image')
    local shared = {}
    local labels = items(call('HGET', key('user', user.id), 'interests') or '', '\n')
    for folded in items(user.folded, '\n') do
      local label = labels()
      if has(partner.folded, '\n', folded) then
        shared[#shared + 1] = label
      end
    end
    post(user, word('match', {
      room = room.id, polite = polite, partner = partner.id, name = details[1] or '',
      image = details[2] ~= '' and details[2] or nil, joined = partner.joined,
      shared = #shared > 0 and shared or nil, relayOnly = room.relayOnly == '1',
    }), 'kept')
    if partner.present ~= '1' then
      post(user, word('away', { room = room.id }), 'kept')
    end
  end
end

-- Puts two people into a new room. The first is the one to make the offer.
local function pair(first, second, room_name)
  local room = {
    id = room_name, status = 'active', kind = 'queue', user1 = first.id, user2 = second.id, created = now,
    expires = '', relayOnly = '0', ended = '', again = '', asked = '',
  }
  rooms[room_name] = room
  call('HSET', key('rooms', room_name), 'status', 'active', 'kind', 'queue', 'created', now)
  call('EXPIRE', key('rooms', room_name), SESSION_TTL)
  count('roomsCreated')
  first.last, second.last = second.id, first.id
  save(first, 'last')
  save(second, 'last')
  seat(room, first, second)
end

-- Looks for a partner for someone who waits and whose link stands. While the lobby recovers, nobody is
-- matched: what stands in it may be of the past.
local function match_if_possible(user)
  if user.state ~= 'waiting' or user.present ~= '1' or user.free > now or not is_sure(user) then
    return
  end
  if #room_names == 0 or lobby_number('fence') > now then
    call('HSET', LOBBY, 'rematch', 1)
    return
  end
  local partner = best_partner(user)
  if partner then
    leave_queue(user)
    leave_queue(partner)
    pair(partner, user, table.remove(room_names))
  end
end

local function place(user)
  local rank = user.state == 'waiting' and call('ZRANK', QUEUE, user.id)
  if rank then
    return { position = rank + 1, waiting = call('ZCARD', QUEUE), joined = user.joined }
  end
end

local function write_profile(user, details)
  user.folded, user.languages, user.relayOnly = details.folded, details.languages, details.relayOnly and '1' or '0'
  save(user, 'folded', 'languages', 'relayOnly')
  call('HSET', key('user', user.id), 'name', details.name, 'image', details.image or '', 'interests', details.interests)
end
