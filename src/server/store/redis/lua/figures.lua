-- Figures of the whole cluster, and places in the queue.

-- sessions…: answers the place of each that waits, null for others.
function commands.places(...)
  local places = {}
  for _, who in ipairs({ ... }) do
    local joined = call('ZSCORE', QUEUE, who)
    local rank = joined and call('ZRANK', QUEUE, who)
    places[#places + 1] = rank and { position = rank + 1, waiting = call('ZCARD', QUEUE), joined = tonumber(joined) } or cjson.null
  end
  return #places == 0 and '[]' or cjson.encode(places)
end

function commands.count_connection_failure()
  count('connectionFailures')
  return '{}'
end

function commands.figures()
  local total = call('HMGET', PREFIX .. 'metrics:total', 'roomsCreated', 'messagesExchanged', 'connectionFailures')
  return cjson.encode({
    active_connections = call('SCARD', PRESENT), waiting_users = call('ZCARD', QUEUE), active_rooms = call('SCARD', CALLS),
    rooms_created = tonumber(total[1] or 0), messages_exchanged = tonumber(total[2] or 0),
    connection_failures = tonumber(total[3] or 0),
  })
end
