-- The same claims, asked of the baseline.
local number, codes, members = 0, 0, 0
local head = "POST /claim HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: "
  .. #'{"code":"000000000000","member":"m-000000000"}' .. '\r\n\r\n{"code":"'

function init(args)
  number, codes, members = tonumber(args[1]), tonumber(args[2]), tonumber(args[3])
  math.randomseed(number)
end

function request()
  number = number + 1
  return head .. string.format('%012d","member":"m-%09d"}', (number * 1618033) % codes + 1, math.random(members))
end

dofile("tools/benchmarks/Loyalty/report.lua")
