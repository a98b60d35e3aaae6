#include "engine/sweep/shard_inventory.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>

#include "engine/sweep/shards.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

struct FoundShard {
  ShardNumber number;
  fs::file_time_type time;
};

/// "shard-003-of-012.sqlite" back; nothing for other names.
std::optional<ShardNumber> NumberOfShard(const std::string& name) {
  const std::size_t of = name.find("-of-");
  const std::size_t dot = name.find(".sqlite");
  if (!name.starts_with("shard-") || of == std::string::npos || dot == std::string::npos ||
      of < 6 || dot < of) {
    return std::nullopt;
  }
  const std::string texts[] = {name.substr(6, of - 6), name.substr(of + 4, dot - of - 4)};
  std::uint64_t numbers[2] = {0, 0};
  for (int k = 0; k < 2; ++k) {
    const std::string& text = texts[k];
    if (text.empty() || text.size() > 9 ||
        text.find_first_not_of("0123456789") != std::string::npos) {
      return std::nullopt;
    }
    for (const char digit : text) {
      numbers[k] = numbers[k] * 10 + static_cast<std::uint64_t>(digit - '0');
    }
  }
  const ShardNumber shard{numbers[0], numbers[1]};
  if (shard.k < 1 || shard.k > shard.n || ShardName(shard) != name.substr(0, dot + 7)) {
    return std::nullopt;
  }
  return shard;
}

double Rate(std::vector<fs::file_time_type> times) {
  if (times.size() < 2) return 0;
  const auto [first, last] = std::minmax_element(times.begin(), times.end());
  const double seconds = std::chrono::duration<double>(*last - *first).count();
  return seconds > 0 ? static_cast<double>(times.size() - 1) / seconds : 0;
}

}  // namespace

ShardInventory FindShards(const ResultFolder& folder, std::uint64_t of) {
  ShardInventory inventory;
  std::vector<FoundShard> found;
  std::map<std::uint64_t, std::uint64_t> counts;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder.shards(), error)) {
    const std::string name = entry.path().filename().string();
    const std::optional<ShardNumber> shard = NumberOfShard(name);
    if (!shard) continue;
    if (name.ends_with(".sqlite")) {
      std::error_code ignored;
      found.push_back({*shard, fs::last_write_time(entry.path(), ignored)});
      ++counts[shard->n];
    } else if (name.find(".part-") != std::string::npos && name.find("-wal") == std::string::npos &&
               name.find("-shm") == std::string::npos && name.find(".tmp") == std::string::npos &&
               !name.ends_with("-journal")) {
      ++inventory.unfinished;
    }
  }
  inventory.of = of;
  std::uint64_t most = 0;
  for (const auto& [n, count] : counts) {
    if (of != 0 || count <= most) continue;
    most = count;
    inventory.of = n;
  }
  std::vector<fs::file_time_type> times;
  for (const FoundShard& shard : found) {
    if (shard.number.n != inventory.of) {
      ++inventory.others;
      continue;
    }
    inventory.there.push_back(shard.number.k);
    times.push_back(shard.time);
  }
  std::sort(inventory.there.begin(), inventory.there.end());
  for (std::uint64_t k = 1; k <= inventory.of; ++k) {
    if (!std::binary_search(inventory.there.begin(), inventory.there.end(), k)) {
      inventory.missing.push_back(k);
    }
  }
  inventory.shards_per_second = Rate(std::move(times));
  return inventory;
}

std::string RangesText(const std::vector<std::uint64_t>& numbers) {
  std::string text;
  for (std::size_t k = 0; k < numbers.size();) {
    std::size_t last = k;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    if (!text.empty()) text += ",";
    text += std::to_string(numbers[k]);
    if (last > k) text += "-" + std::to_string(numbers[last]);
    k = last + 1;
  }
  return text;
}

}  // namespace dragoman
