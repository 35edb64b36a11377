-- What every command shares. The files of this folder are one library of Redis functions, put together in the
-- order that ../script.rs names; a call runs one command of it, atomically.
--
--   FCALL NAME 2 lobby-key void-key command instance now today arguments…
--
-- lobby-key  the lobby's own hash; every other key begins as it does, and lies in the same slot
-- void-key   never exists; with it, a Cluster that moves the slot refuses the command before it begins
-- command    see main.lua
-- instance   the one that calls
-- now        ms since the epoch
-- today      YYYY-MM-DD
-- arguments  the command's own, named above each
--
-- In front of this file the store puts NAME and its constants (ms unless said otherwise): LEASE, WINDOW, FENCE,
-- RECOVERY, PATIENCE, HOLE, WIDEN_INTERESTS, WIDEN_LANGUAGES, TALK_AGAIN, LIMIT_SECRET, UNSEEN_FRAMES, UNSEEN_BYTES,
-- REMEMBERED_KEYS, BLOCK_LIFE, BLOCKS, REPORT_LIFE, REPORTS, LONGEST_BAN, KEY_LIFE, those of the lane (INSTANT to
-- CONDUCT_LIFE), INTERVAL, DAY, LETTER_LIFE, LETTERS, and in seconds SESSION_TTL, ENDED_TTL, METRICS_TTL, INTERVAL_TTL.
--
-- Keys (all under the prefix):
--   lobby                    hash: epoch, process, whole, compared, opened, fence, hold, swept, turn, rematch
--   instances                zset: instance -> end of its lease
--   instance:ID              set: the sessions whose home it is
--   present                  set: sessions whose link stands
--   away                     zset: session without a link -> end of its resume window
--   queue:users              zset: everyone who waits -> joined
--   queue:ready, queue:plain, queue:interest:NAME
--                            zsets: those who can be matched now; of them those without interests, and
--                            those with this one
--   user:ID                  hash: a session, see FIELDS; name, image, interests; tokens; base, sent
--   token:HASH               string: the session that this resume token is of
--   mail:ID                  stream: what the session was told and has not yet seen, ids D-N
--   seqs:ID                  zset: D of such an entry -> the seq that its client knows it by
--   rooms:ID                 hash: a room, see ROOM_FIELDS
--   sent:ROOM:ID, sentkeys:ROOM:ID
--                            hash: a sender's message key -> receipt; list: those keys, the oldest first
--   calls                    set: rooms with two people in them
--   private                  zset: private rooms -> when their link expires
--   audit                    set: rooms to look at after a recovery
--   blocks:PSEUDONYM         zset: a visitor's blocks, both ways -> until when
--   bans                     zset: pseudonym -> until when
--   conduct:PSEUDONYM        hash: what is held against a visitor, and as of when
--   lane                     zset: session that is held back -> until when
--   reports, reports:ID      zset: report -> created; hash: reason, created, accused, sealed
--   pseudonyms               string: the key that pseudonyms are made with
--   metrics:daily:DATE, metrics:total, metrics:interval:START
--                            hashes of counters
--   about:ID, leave:ID       strings: what an instance says of itself; an operator wants it to leave
--   letters, letters:ID      zset: letter -> received; string: the letter
--   limit:DEED:DIGEST        string: when an address, by a keyed digest of it, has its full allowance again
--   limit:secret             string: the key of those digests

-- Set anew by each call; see main.lua.
local call, me, now, today
local PREFIX, LOBBY, QUEUE, READY, PLAIN, INSTANCES, PRESENT, AWAY, CALLS, PRIVATE, AUDIT
-- The lobby's epoch; whether all that anybody knows of it has been put back since it began, and which instances (a list
-- with spaces) have done so.
local EPOCH, whole, compared
-- What the call has read: whoever changes a session or a room changes this one.
local users, rooms
-- What is told to each instance; main.lua publishes it.
local news
-- Sessions that rest in Redis and were told more than is kept.
local overflowed
-- Names for rooms that the call may make, random and unused.
local room_names

-- The name that this process of Redis gave itself at its start. A server that was restarted has another one, and so
-- has a replica that took over.
local process

local function this_process()
  process = process or string.match(call('INFO', 'server'), 'run_id:(%x+)')
  return process
end

-- Whether the lobby was opened in this process. If not, it may have lost what it was told last.
local function is_open()
  local opened = call('HMGET', LOBBY, 'process', 'epoch', 'whole', 'compared')
  EPOCH, whole, compared = opened[2], opened[3] == '1', opened[4] or ''
  return opened[1] == this_process()
end

local function key(kind, id)
  return PREFIX .. kind .. ':' .. id
end

local function present_interval()
  return key('metrics:interval', string.format('%.0f', now - now % INTERVAL))
end

local function count(counter)
  for hash, life in pairs({
    [key('metrics:daily', today)] = METRICS_TTL, [PREFIX .. 'metrics:total'] = METRICS_TTL, [present_interval()] = INTERVAL_TTL,
  }) do
    call('HINCRBY', hash, counter, 1)
    call('EXPIRE', hash, life)
  end
end

-- Lists are strings with a separator that no item has: line feeds between interests, spaces elsewhere.
local function has(list, separator, item)
  return item ~= '' and string.find(separator .. list .. separator, separator .. item .. separator, 1, true) ~= nil
end

-- Sessions ------------------------------------------------------------------------------------------

-- state: idle, waiting or room. home: the instance that holds the session; none: it rests here. lost: that
-- instance died. was: which one. handing: an instance that is to put it down. heir: who waits for that. giver: who
-- has given it up, until it is sure to have arrived. epoch: the last one in which its home vouched for it. unsaid: its
-- partner came or went meanwhile. v: grows with every change, and by TERM with every home. d, n: the
-- last entry of the mail. last: the last partner in the queue's rooms. visitor: who comes back, see conduct.lua. free:
-- when someone who is held back can be matched.
local TERM = 1000
local FIELDS = {
  'state', 'room', 'joined', 'turn', 'last', 'blocked', 'present', 'home', 'lost', 'was', 'handing', 'heir', 'giver', 'v', 'd',
  'n', 'folded', 'languages', 'relayOnly', 'asked', 'epoch', 'unsaid', 'visitor', 'free',
}
local NUMBERS = { joined = true, turn = true, v = true, d = true, n = true, free = true }

local function load_user(id)
  if users[id] ~= nil then
    return users[id] or nil
  end
  local values = call('HMGET', key('user', id), unpack(FIELDS))
  if not values[1] then
    users[id] = false
    return nil
  end
  local user = { id = id }
  for index, field in ipairs(FIELDS) do
    local value = values[index] or ''
    user[field] = NUMBERS[field] and (tonumber(value) or 0) or value
  end
  users[id] = user
  return user
end

-- Writes the fields that are named, and counts the change.
local function save(user, ...)
  user.v = user.v + 1
  local pairs_ = { 'v', user.v }
  for _, field in ipairs({ ... }) do
    pairs_[#pairs_ + 1] = field
    pairs_[#pairs_ + 1] = user[field]
  end
  call('HSET', key('user', user.id), unpack(pairs_))
end

local function set_home(user, home)
  if user.home ~= '' then
    call('SREM', key('instance', user.home), user.id)
  end
  user.home, user.handing, user.heir, user.lost = home, '', '', '0'
  save(user, 'home', 'handing', 'heir', 'lost')
  if home ~= '' then
    call('SADD', key('instance', home), user.id)
    call('EXPIRE', key('instance', home), SESSION_TTL)
  end
end

-- Whether this instance has the session. One that was taken for dead, and is not, takes its own back, unless somebody
-- else was quicker.
local function is_mine(user)
  if user.home == '' and user.was == me then
    set_home(user, me)
  end
  return user.home == me
end

-- Whether Redis has lost nothing of the session: its home, which knows better, has vouched for it, or nobody is left
-- who could. Nothing may be done on one that is not sure: it would be undone, or taken for what is then put back.
local function is_sure(user)
  return whole or user.epoch == EPOCH
end

-- Rooms ---------------------------------------------------------------------------------------------

-- kind: queue or private. status: active or ended. again: its two may ask to talk again; asked: who has.
local ROOM_FIELDS = { 'status', 'kind', 'user1', 'user2', 'created', 'expires', 'relayOnly', 'ended', 'again', 'asked' }

local function load_room(id)
  if rooms[id] ~= nil then
    return rooms[id] or nil
  end
  local values = call('HMGET', key('rooms', id), unpack(ROOM_FIELDS))
  if not values[1] then
    rooms[id] = false
    return nil
  end
  local room = { id = id }
  for index, field in ipairs(ROOM_FIELDS) do
    room[field] = values[index] or ''
  end
  rooms[id] = room
  return room
end

local function peer_of(room, id)
  if room.user1 == id then
    return room.user2
  end
  return room.user1
end

-- Where a session stands, as its home remembers it.
local function standing(user)
  local view = {
    v = user.v, state = user.state, joined = user.joined, turn = user.turn, last = user.last, blocked = user.blocked,
    present = user.present == '1',
  }
  local room = user.state == 'room' and load_room(user.room)
  if room then
    view.room = {
      id = room.id, kind = room.kind, user1 = room.user1, user2 = room.user2, created = tonumber(room.created),
      expires = tonumber(room.expires), relayOnly = room.relayOnly == '1',
    }
  end
  return cjson.encode(view)
end

-- Mail ----------------------------------------------------------------------------------------------

local function tell(instance, message)
  news[instance] = news[instance] or {}
  table.insert(news[instance], message)
end

local function entry_id(d, n)
  return string.format('%.0f-%.0f', d, n)
end

local function check_overflow(user)
  local mail = key('mail', user.id)
  local frames = call('XLEN', mail)
  local bytes = 0
  if frames > 8 and frames <= UNSEEN_FRAMES then
    for _, entry in ipairs(call('XRANGE', mail, '-', '+')) do
      bytes = bytes + #entry[2][2]
    end
  end
  if frames > UNSEEN_FRAMES or bytes > UNSEEN_BYTES then
    overflowed[#overflowed + 1] = user
  end
end

-- Tells `user` a word (JSON, see ../words.rs). How it is kept:
--   kept     until its client has seen it, whatever dies; on its way, whoever gave it up remembers it
--   signal   by its home; only while the session rests here it is kept as well
--   passing  not at all: nobody misses it
local function post(user, word, how)
  if how == 'kept' then
    user.d, user.n = user.d + 1, 0
  elseif user.home == '' and how == 'signal' then
    user.n = user.n + 1
  end
  if how == 'kept' or (user.home == '' and how == 'signal') then
    save(user, 'd', 'n')
    call('XADD', key('mail', user.id), entry_id(user.d, user.n), 'w', word)
    call('EXPIRE', key('mail', user.id), SESSION_TTL)
  end
  local teller = user.home ~= '' and user.home or (how == 'kept' and user.giver) or ''
  if teller ~= '' then
    tell(teller, string.format('{"mail":{"to":%s,"epoch":%s,"d":%.0f,"how":"%s","word":%s,"standing":%s}}',
      cjson.encode(user.id), cjson.encode(EPOCH), user.d, how, word, standing(user)))
  end
  if user.home == '' and how ~= 'passing' then
    check_overflow(user)
  end
end

-- Tells `user`'s home where it stands, when nothing else tells it.
local function tell_standing(user)
  if user.home ~= '' then
    tell(user.home, string.format('{"standing":{"of":%s,"standing":%s}}', cjson.encode(user.id), standing(user)))
  end
end

local function word(name, fields)
  fields.t = name
  return cjson.encode(fields)
end

-- The other side of `user`'s room, and the room, if there is one.
local function partner_of(user)
  local room = user.state == 'room' and load_room(user.room)
  local peer = room and room.status == 'active' and load_user(peer_of(room, user.id))
  if peer and peer.room == room.id then
    return peer, room
  end
end

-- Tells the other side of `user`'s room, if there is one: away or back.
local function tell_peer(user, name)
  local peer, room = partner_of(user)
  if not peer then
    return
  end
  if not is_sure(peer) then
    peer.unsaid = '1'
    call('HSET', key('user', peer.id), 'unsaid', '1')
  else
    post(peer, word(name, { room = room.id }), 'kept')
  end
end

-- Answers -------------------------------------------------------------------------------------------

local function lobby_number(field)
  return tonumber(call('HGET', LOBBY, field) or 0) or 0
end

-- What is not sure is about to be.
local function refuse_for_now()
  return '{"refused":"recovering"}'
end

-- While the lobby recovers, what is not there may be about to come.
local function refuse(why)
  return cjson.encode({ refused = lobby_number('fence') > now and 'recovering' or why })
end

-- Another instance holds the session, as of that change.
local function refuse_moved(user)
  return string.format('{"refused":"moved","v":%.0f}', user.v)
end

local commands = {}

-- A command for a session that this instance holds; its id comes first in the arguments.
local function of_session(name, run)
  commands[name] = function(who, ...)
    local user = load_user(who)
    if not user then
      return refuse('gone')
    end
    if not is_mine(user) then
      return refuse_moved(user)
    end
    if not is_sure(user) then
      return '{"refused":"unsure"}'
    end
    if user.giver ~= '' then
      tell(user.giver, string.format('{"arrived":%s}', cjson.encode(who)))
      user.giver = ''
      save(user, 'giver')
    end
    return run(user, ...)
  end
end
