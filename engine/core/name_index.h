#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// Numbers by name. For the few places where there may be thousands of names; a list of a dozen is
/// searched as fast. One type rather than a std::unordered_map per kind of number.
class NameIndex {
 public:
  static constexpr std::size_t kNone = ~std::size_t{0};

  /// Gives `name` a number unless it has one. Returns the number it had, kNone if it is new.
  std::size_t Add(std::string_view name, std::size_t number);
  /// kNone if there is no such name. O(1).
  std::size_t Find(std::string_view name) const;

 private:
  struct Entry {
    std::string name;
    std::size_t number;
  };

  /// Where `name` is, or the free slot where it belongs.
  std::size_t SlotOf(std::string_view name) const;
  void Grow();

  std::vector<Entry> entries_;
  /// 1 + the number of an entry, 0 if free; at least half of them are. A power of two, or none.
  std::vector<std::uint32_t> slots_;
};

}  // namespace dragoman
