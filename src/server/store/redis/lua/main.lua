-- Runs one command, and tells the instances what it brought about.

-- A Cluster that moves this slot refuses to look for what it does not have. Nothing ever has this name, so that
-- happens here, before anything has been done, and not halfway.
call('EXISTS', PREFIX .. 'nothing')
if ARGV[1] ~= 'open' and not call('HGET', LOBBY, 'epoch') then
  return redis.error_reply('EMPTYLOBBY nothing is here: it has to be opened first')
end
local result = commands[ARGV[1]](unpack(ARGV, 5))
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
