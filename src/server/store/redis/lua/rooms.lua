-- Rooms: into one by link, out of it, and once more with the same partner.

local function forget_sent(room)
  for _, who in ipairs({ room.user1, room.user2 }) do
    call('UNLINK', key('sent', room.id .. ':' .. who), key('sentkeys', room.id .. ':' .. who))
  end
end

-- A private room that is over. Whoever is still in it is idle.
local function remove_room(room)
  for _, id in ipairs({ room.user1, room.user2 }) do
    local member = load_user(id)
    if member and member.room == room.id then
      member.state, member.room = 'idle', ''
      save(member, 'state', 'room')
      tell_standing(member)
    end
  end
  forget_sent(room)
  call('UNLINK', key('rooms', room.id))
  call('ZREM', PRIVATE, room.id)
  call('SREM', CALLS, room.id)
  rooms[room.id] = false
end

-- A call of the queue ends with the first who leaves it. It is remembered while both may ask for more.
local function end_call(room, peer, reason)
  local again = peer and (reason == 'next' or reason == 'stopped')
  room.status, room.ended, room.again = 'ended', now, again and '1' or '0'
  call('HSET', key('rooms', room.id), 'status', room.status, 'ended', room.ended, 'again', room.again)
  call('EXPIRE', key('rooms', room.id), ENDED_TTL)
  forget_sent(room)
  if peer then
    peer.state, peer.room = 'idle', ''
    save(peer, 'state', 'room')
    post(peer, word('left', { room = room.id, reason = reason }), 'kept')
  end
end

local function vacate_private(room, id, peer, reason)
  local field = room.user1 == id and 'user1' or 'user2'
  room[field] = ''
  call('HDEL', key('rooms', room.id), field)
  if peer then
    post(peer, word('left', { room = room.id, reason = reason }), 'kept')
  end
  if tonumber(room.expires) <= now then
    remove_room(room)
  elseif peer then
    post(peer, word('waiting', { room = room.id, expires = tonumber(room.expires) }), 'kept')
  end
end

-- Takes `id` out of `room`, and tells the other side why. As long as that one is not sure, the room is left to the audit.
local function vacate(room, id, reason)
  local peer = load_user(peer_of(room, id))
  if peer and not is_sure(peer) then
    call('SADD', AUDIT, room.id)
    call('EXPIRE', AUDIT, SESSION_TTL)
    return
  end
  call('SREM', CALLS, room.id)
  if peer and peer.room ~= room.id then
    peer = nil
  end
  if room.kind == 'queue' then
    end_call(room, peer, reason)
  else
    vacate_private(room, id, peer, reason)
  end
end

local function leave_room(user, reason)
  if user.state ~= 'room' then
    return
  end
  local room = load_room(user.room)
  user.state, user.room = 'idle', ''
  save(user, 'state', 'room')
  if room and room.status == 'active' then
    vacate(room, user.id, reason)
  end
end

local function is_member(user, room_id)
  return user.state == 'room' and user.room == room_id
end

-- The room and the other side of it, if `user` is in it with someone.
local function with_peer(user, room_id)
  local room = is_member(user, room_id) and load_room(room_id)
  local peer = room and load_user(peer_of(room, user.id))
  if peer and peer.room == room_id and is_sure(peer) then
    return room, peer
  end
end

-- `user` is alone in that room, or not in it. While the lobby is not whole, or the room is to be audited, the other side
-- may be about to come.
local function refuse_alone(user, room_id)
  if is_member(user, room_id) and (not whole or call('SISMEMBER', AUDIT, room_id) == 1) then
    return refuse_for_now()
  end
  return refuse('not-in-room')
end

local function answer(user)
  return string.format('{"standing":%s}', standing(user))
end

-- who, details (JSON: name, image, interests, folded, languages, relayOnly), a name for a room
of_session('request_room', function(user, details, room_name)
  local banned = refuse_banned(user)
  if banned then
    return banned
  end
  room_names = { room_name }
  note_skip(user)
  leave_room(user, 'next')
  unindex(user)
  write_profile(user, cjson.decode(details))
  if user.state == 'idle' then
    user.state, user.joined, user.turn = 'waiting', now, call('HINCRBY', LOBBY, 'turn', 1)
    user.free = free_at(user)
    save(user, 'state', 'joined', 'turn', 'free')
    call('ZADD', QUEUE, now, user.id)
    call('EXPIRE', QUEUE, SESSION_TTL)
  end
  index(user)
  match_if_possible(user)
  return string.format('{"standing":%s,"place":%s}', standing(user), cjson.encode(place(user) or cjson.null))
end)

-- who
of_session('cancel_request', function(user)
  leave_queue(user)
  return answer(user)
end)

-- a name for the room, when it expires
function commands.create_room(name, expires)
  call('HSET', key('rooms', name), 'status', 'active', 'kind', 'private', 'created', now, 'expires', expires)
  call('EXPIRE', key('rooms', name), math.ceil((expires - now) / 1000) + SESSION_TTL)
  call('ZADD', PRIVATE, expires, name)
  call('EXPIRE', PRIVATE, math.ceil((expires - now) / 1000) + SESSION_TTL)
  count('roomsCreated')
  return '{}'
end

-- who, room, details (as of request_room)
of_session('join_room', function(user, room_id, details)
  local banned = refuse_banned(user)
  if banned then
    return banned
  end
  local room = load_room(room_id)
  if not room or room.kind ~= 'private' then
    return refuse('room-not-found')
  end
  if is_member(user, room_id) then
    return answer(user)
  end
  local host = load_user(room.user1 ~= '' and room.user1 or room.user2)
  if room.user1 == user.id or room.user2 == user.id then
    -- The audit has yet to clear the seat.
    call('SADD', AUDIT, room_id)
    return refuse_for_now()
  end
  if host and not is_sure(host) then
    return refuse_for_now()
  end
  local function blocks(id)
    local member = load_user(id)
    return member and are_apart(user, member)
  end
  if tonumber(room.expires) <= now or blocks(room.user1) or blocks(room.user2) then
    return refuse('room-not-found')
  end
  if room.user1 ~= '' and room.user2 ~= '' then
    return refuse('room-full')
  end
  leave_queue(user)
  leave_room(user, 'next')
  withdraw_ask(user)
  write_profile(user, cjson.decode(details))
  user.state, user.room, user.joined = 'room', room_id, now
  save(user, 'state', 'room', 'joined')
  local free = room.user1 == '' and 'user1' or 'user2'
  room[free] = user.id
  call('HSET', key('rooms', room_id), free, user.id)
  if host then
    seat(room, host, user)
  else
    post(user, word('waiting', { room = room_id, expires = tonumber(room.expires) }), 'kept')
  end
  return answer(user)
end)

-- who, room
of_session('stop_call', function(user, room_id)
  if not is_member(user, room_id) then
    return refuse('not-in-room')
  end
  leave_room(user, 'stopped')
  return answer(user)
end)

local function block(user, other)
  if not has(user.blocked, ' ', other.id) then
    user.blocked = user.blocked == '' and other.id or user.blocked .. ' ' .. other.id
    save(user, 'blocked')
  end
end

-- who, room
of_session('block_peer', function(user, room_id)
  local room, peer = with_peer(user, room_id)
  if not room then
    return refuse_alone(user, room_id)
  end
  block(user, peer)
  block(peer, user)
  block_visitors(user, peer)
  leave_room(user, 'blocked')
  return answer(user)
end)

-- who, the room of the call that has ended, a name for a new one
of_session('talk_again', function(user, room_id, room_name)
  local banned = refuse_banned(user)
  if banned then
    return banned
  end
  local room = load_room(room_id)
  local was_in_it = room and (room.user1 == user.id or room.user2 == user.id)
  if not was_in_it or room.again ~= '1' or now - tonumber(room.ended) > TALK_AGAIN then
    return refuse('not-in-room')
  end
  local peer = load_user(peer_of(room, user.id))
  if not peer or has(user.blocked, ' ', peer.id) then
    return refuse('not-in-room')
  end
  if not is_sure(peer) then
    return refuse_for_now()
  end
  if room.asked == peer.id then
    room.again = '0'
    call('HSET', key('rooms', room_id), 'again', '0')
    for _, side in ipairs({ peer, user }) do
      leave_queue(side)
      leave_room(side, 'next')
    end
    pair(peer, user, room_name)
  elseif room.asked ~= user.id then
    room.asked, user.asked = user.id, room_id
    call('HSET', key('rooms', room_id), 'asked', user.id)
    save(user, 'asked')
    post(peer, word('again', { room = room_id }), 'kept')
  end
  return answer(user)
end)
