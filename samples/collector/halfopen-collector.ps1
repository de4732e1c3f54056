# Sends one snapshot of this Windows host's TCP connections to Halfopen. Needs Windows PowerShell 5.1 or PowerShell 7, nothing else.
#   HALFOPEN_URL            where to send it, e.g. https://abc.execute-api.eu-central-1.amazonaws.com
#   SNAPSHOT_SECRET_FILE    file with the secret; or SNAPSHOT_SECRET
#   HALFOPEN_HOST           name of this host (default: its computer name)
#   -DryRun                 print the snapshot instead
param([switch]$DryRun)
$ErrorActionPreference = 'Stop'

function Fail([string]$message) { [Console]::Error.WriteLine("halfopen-collector: $message"); exit 2 }

$now = [DateTimeOffset]::UtcNow
$lines = @($now.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture))
$lines += netstat -ano -p TCP
$lines += netstat -ano -p TCPv6 | Select-Object -Skip 4
$body = ($lines -join "`n") + "`n"
if ($DryRun) { $body; exit 0 }

if (-not $env:HALFOPEN_URL) { Fail 'HALFOPEN_URL is not set. Set it to the address that npm run deploy printed.' }
$secret = $env:SNAPSHOT_SECRET
if ($env:SNAPSHOT_SECRET_FILE) {
    if (-not (Test-Path -LiteralPath $env:SNAPSHOT_SECRET_FILE)) { Fail "there is no file $env:SNAPSHOT_SECRET_FILE" }
    $secret = (Get-Content -Raw -LiteralPath $env:SNAPSHOT_SECRET_FILE).Trim()
}
if (-not $secret) { Fail 'there is no secret. Set SNAPSHOT_SECRET_FILE or SNAPSHOT_SECRET.' }
$name = if ($env:HALFOPEN_HOST) { $env:HALFOPEN_HOST } else { $env:COMPUTERNAME }

$utf8 = New-Object Text.UTF8Encoding($false)
$timestamp = $now.ToUnixTimeSeconds()
$hmac = New-Object Security.Cryptography.HMACSHA256 (, $utf8.GetBytes($secret))
$signature = ($hmac.ComputeHash($utf8.GetBytes("v1:${timestamp}:${name}:$body")) | ForEach-Object { $_.ToString('x2') }) -join ''
$headers = @{
    'X-Halfopen-Host'      = $name
    'X-Halfopen-Timestamp' = "$timestamp"
    'X-Halfopen-Signature' = "v1=$signature"
}
# Windows PowerShell 5.1 does not offer TLS 1.2 everywhere by itself.
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
$url = $env:HALFOPEN_URL.TrimEnd('/') + '/v1/snapshots'
foreach ($attempt in 1..4) {
    try {
        Invoke-WebRequest -UseBasicParsing -Method Post -Uri $url -Headers $headers -Body $utf8.GetBytes($body) -ContentType 'text/plain' -TimeoutSec 20 | Out-Null
        exit 0
    } catch {
        $status = if ($_.Exception.Response) { [int]$_.Exception.Response.StatusCode } else { 0 }
        if ($status -ge 400 -and $status -lt 500 -and $status -ne 429) { Fail "refused with status ${status}: $($_.ErrorDetails.Message)" }
        if ($attempt -eq 4) { Fail "no answer after 4 attempts: $($_.Exception.Message)" }
        Start-Sleep -Seconds (3 * $attempt)
    }
}
