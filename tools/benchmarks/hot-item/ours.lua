-- Redeems one of the one hot item, each time for a member of their own token and with a new request.
-- Arguments: the first number, how many codes there are, how many members, the file of their tokens.
local number, members, tokens = 0, 0, {}
local query = '{"query":"mutation($input:RedeemMallItemInput!){redeemMallItem(input:$input){redemption{id points}balance '
  .. 'errors{...on Error{message}}}}","variables":{"input":{"itemId":"item-hot","quantity":1,"requestId":"'
local head = "POST /graphql HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nAuthorization: Bearer "
local length = "\r\nContent-Length: " .. (#query + 12 + 4) .. "\r\n\r\n"

function init(args)
  number, members = tonumber(args[1]), tonumber(args[3])
  for token in io.lines(args[4]) do
    tokens[#tokens + 1] = token
    if #tokens == members then break end
  end
  math.randomseed(number)
end

function request()
  number = number + 1
  return head .. tokens[math.random(members)] .. length .. query .. string.format("%012d", number) .. '"}}}'
end

dofile("tools/benchmarks/Loyalty/report.lua")
