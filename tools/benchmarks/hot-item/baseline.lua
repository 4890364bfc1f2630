-- The same redemptions, asked of the baseline.
local number, members = 0, 0
local head = "POST /redeem HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: "
  .. #'{"item":"item-hot","member":"m-000000000","request":"000000000000"}' .. '\r\n\r\n{"item":"item-hot","member":"m-'

function init(args)
  number, members = tonumber(args[1]), tonumber(args[3])
  math.randomseed(number)
end

function request()
  number = number + 1
  return head .. string.format('%09d","request":"%012d"}', math.random(members), number)
end

dofile("tools/benchmarks/Loyalty/report.lua")
