-- Claims codes that nobody has claimed yet, each for a member of its own token.
-- Arguments: the first number, how many codes there are, how many members, the file of their tokens.
local number, codes, members, tokens = 0, 0, 0, {}
local query = '{"query":"mutation($code:String!){claimProductCode(input:{code:$code}){claim{code points balance claimedAt}'
  .. 'errors{...on Error{message}}}}","variables":{"code":"'
local head = "POST /graphql HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nAuthorization: Bearer "
local length = "\r\nContent-Length: " .. (#query + 12 + 3) .. "\r\n\r\n"

function init(args)
  number, codes, members = tonumber(args[1]), tonumber(args[2]), tonumber(args[3])
  for token in io.lines(args[4]) do
    tokens[#tokens + 1] = token
    if #tokens == members then break end
  end
  math.randomseed(number)
end

-- A step that shares no factor with the number of codes meets each of them once, and never two neighbours in turn.
function request()
  number = number + 1
  return head .. tokens[math.random(members)] .. length .. query
    .. string.format("%012d", (number * 1618033) % codes + 1) .. '"}}'
end

dofile("tools/benchmarks/Loyalty/report.lua")
