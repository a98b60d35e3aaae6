#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/core/assert.h"

namespace dragoman {

/// A vector of at most `Capacity` trivially copyable elements stored in place: no heap.
template <class T, std::size_t Capacity>
class InlineVector {
 public:
  using value_type = T;

  constexpr InlineVector() = default;
  constexpr InlineVector(std::size_t size, T value) { assign(size, value); }

  constexpr void assign(std::size_t size, T value) {
    DRAGOMAN_ASSERT(size <= Capacity);
    size_ = static_cast<std::uint32_t>(size);
    for (std::size_t k = 0; k < size; ++k) items_[k] = value;
  }
  constexpr void push_back(T value) {
    DRAGOMAN_ASSERT(size_ < Capacity);
    items_[size_++] = value;
  }
  constexpr void clear() { size_ = 0; }

  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  static constexpr std::size_t capacity() { return Capacity; }

  constexpr T& operator[](std::size_t k) {
    DRAGOMAN_DEBUG_ASSERT(k < size_);
    return items_[k];
  }
  constexpr const T& operator[](std::size_t k) const {
    DRAGOMAN_DEBUG_ASSERT(k < size_);
    return items_[k];
  }

  constexpr T* begin() { return items_.data(); }
  constexpr T* end() { return items_.data() + size_; }
  constexpr const T* begin() const { return items_.data(); }
  constexpr const T* end() const { return items_.data() + size_; }

  /// Lexicographic over the elements in use.
  friend constexpr auto operator<=>(const InlineVector& a, const InlineVector& b) {
    const std::size_t shorter = a.size_ < b.size_ ? a.size_ : b.size_;
    for (std::size_t k = 0; k < shorter; ++k) {
      if (const auto order = a.items_[k] <=> b.items_[k]; order != 0) return order;
    }
    return static_cast<T>(a.size_) <=> static_cast<T>(b.size_);
  }
  friend constexpr bool operator==(const InlineVector& a, const InlineVector& b) {
    if (a.size_ != b.size_) return false;
    for (std::size_t k = 0; k < a.size_; ++k) {
      if (!(a.items_[k] == b.items_[k])) return false;
    }
    return true;
  }

 private:
  std::array<T, Capacity> items_{};
  std::uint32_t size_ = 0;
};

}  // namespace dragoman
