-- Runs one command, and tells the instances what it brought about.

local function begin(keys, arguments)
  call = redis.call
  LOBBY = keys[1]
  PREFIX = string.sub(LOBBY, 1, -#'lobby' - 1)
  QUEUE, READY, PLAIN = PREFIX .. 'queue:users', PREFIX .. 'queue:ready', PREFIX .. 'queue:plain'
  INSTANCES, PRESENT, AWAY = PREFIX .. 'instances', PREFIX .. 'present', PREFIX .. 'away'
  CALLS, PRIVATE, AUDIT = PREFIX .. 'calls', PREFIX .. 'private', PREFIX .. 'audit'
  users, rooms, news, overflowed, room_names = {}, {}, {}, {}, {}
  me, now, today = arguments[2], tonumber(arguments[3]), arguments[4]
end

redis.register_function(NAME, function(keys, arguments)
  begin(keys, arguments)
  if arguments[1] ~= 'open' and not is_open() then
    return redis.error_reply('EMPTYLOBBY this lobby has to be opened first')
  end
  local result = commands[arguments[1]](unpack(arguments, 5))
  -- Ending one session may make another overflow.
  while #overflowed > 0 do
    local user = table.remove(overflowed)
    if users[user.id] == user then
      end_session(user, 'disconnected')
    end
  end
  for instance, messages in pairs(news) do
    call('PUBLISH', key('to', instance), '[' .. table.concat(messages, ',') .. ']')
  end
  return result
end)
