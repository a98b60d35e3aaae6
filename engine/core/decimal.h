#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

/// @file
/// Decimal numbers and doubles, exactly and in little code: where the library's own way brings in
/// tables of 100 KB and arithmetic of 128-bit floats (libc++ and wasi-libc in WebAssembly).

namespace dragoman {

/// A whole number of up to 4,096 bits, and whether something was cut off below its last one.
class BigNumber {
 public:
  explicit BigNumber(std::uint64_t value) { *this += value; }

  BigNumber& operator+=(std::uint64_t value);
  /// *this = *this * factor + addend.
  void MultiplyAdd(std::uint32_t factor, std::uint32_t addend);
  void MultiplyByPowerOfTen(int exponent);
  /// Rounded down.
  void DivideByPowerOfTen(int exponent);
  void ShiftUp(int bits);
  /// Rounded down.
  void ShiftDown(int bits);

  /// @pre It has at most 64 bits.
  std::uint64_t low() const { return (std::uint64_t{words_[1]} << 32) | words_[0]; }
  bool has_rest() const { return rest_; }
  /// *this * 2^exponent to the nearest double, ties to even.
  double Scaled(int exponent) const;

 private:
  static constexpr std::size_t kWords = 128;

  void Divide(std::uint32_t divisor);
  int bits() const;

  std::array<std::uint32_t, kWords> words_{};
  std::size_t size_ = 0;
  bool rest_ = false;
};

/// digits * 10^exponent to the nearest double, ties to even.
double NearestDouble(std::uint64_t digits, int exponent);

/// Reads `-12.5e-3`, to the nearest double; `end` is behind what was read, or `text` if that is no
/// number. Digits behind the 700th only count as more than none. O(digits).
double ReadDecimal(const char* text, const char** end);

}  // namespace dragoman
