-- How people treat each other: blocks and bans beyond sessions, and the slower lane. The rules of the lane are those
-- of server/matchmaking/lane.rs. A visitor is two pseudonyms with a space: of this period, and of the one before; what
-- is kept, is kept under the first.

-- Whether one of the two has blocked the other, in these sessions or in earlier ones.
local function are_apart(a, b)
  if has(a.blocked, ' ', b.id) or has(b.blocked, ' ', a.id) then
    return true
  end
  if a.visitor == '' or b.visitor == '' then
    return false
  end
  for mine in string.gmatch(a.visitor, '%S+') do
    for _, ends in ipairs(call('ZMSCORE', key('blocks', mine), string.match(b.visitor, '(%S+) (%S+)'))) do
      if ends and tonumber(ends) > now then
        return true
      end
    end
  end
  return false
end

local function current(visitor)
  return string.match(visitor, '%S+') or ''
end

-- Keeps a block beyond both sessions. Two windows of one browser are one visitor: nobody is kept from themselves.
local function block_visitors(a, b)
  local one, other = current(a.visitor), current(b.visitor)
  if one == '' or other == '' or one == other then
    return
  end
  for _, way in ipairs({ { one, other }, { other, one } }) do
    local blocks = key('blocks', way[1])
    call('ZREMRANGEBYSCORE', blocks, '-inf', now)
    call('ZADD', blocks, now + BLOCK_LIFE, way[2])
    call('ZREMRANGEBYRANK', blocks, 0, -BLOCKS - 1)
    call('PEXPIRE', blocks, BLOCK_LIFE)
  end
end

-- Why a banned user does not get what they ask for; nothing for everybody else.
local function refuse_banned(user)
  if user.visitor == '' then
    return nil
  end
  local last = 0
  for _, ends in ipairs(call('ZMSCORE', PREFIX .. 'bans', string.match(user.visitor, '(%S+) (%S+)'))) do
    last = math.max(last, tonumber(ends or 0))
  end
  return last > now and string.format('{"refused":"banned","left":%.0f}', last - now) or nil
end

local function score(pseudonym)
  local kept = call('HMGET', key('conduct', pseudonym), 'score', 'at')
  if not kept[1] then
    return 0
  end
  return tonumber(kept[1]) * 0.5 ^ ((now - tonumber(kept[2])) / HALF_LIFE)
end

local function count_against(pseudonym, points)
  if pseudonym ~= '' then
    local conduct = key('conduct', pseudonym)
    call('HSET', conduct, 'score', score(pseudonym) + points, 'at', now)
    call('PEXPIRE', conduct, CONDUCT_LIFE)
  end
end

-- Counts it against whoever asks for the next when the last match was only just made.
local function note_skip(user)
  local room = user.visitor ~= '' and user.state == 'room' and load_room(user.room)
  if room and room.kind == 'queue' and room.status == 'active' and now - tonumber(room.created) < INSTANT then
    count_against(current(user.visitor), SKIP_POINTS)
  end
end

-- When whoever asks now can be matched; at 0 by anybody at once.
local function free_at(user)
  local over = user.visitor ~= '' and score(current(user.visitor)) - LANE_FROM or 0
  if over <= 0 then
    return 0
  end
  local free = now + math.floor(math.min(LANE_LONGEST, over * LANE_STEP))
  call('ZADD', PREFIX .. 'lane', free, user.id)
  call('EXPIRE', PREFIX .. 'lane', SESSION_TTL)
  return free
end
