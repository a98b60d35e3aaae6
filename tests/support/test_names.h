#pragma once

#include <string>

#include <gtest/gtest.h>

namespace dragoman::testing_support {

/// A name GoogleTest takes: letters and digits, everything else as '_' ("A+B" is "A_B").
inline std::string TestName(std::string text) {
  for (char& c : text) {
    const bool allowed = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!allowed) c = '_';
  }
  return text;
}

/// For INSTANTIATE_TEST_SUITE_P over texts.
inline std::string NameOfText(const testing::TestParamInfo<std::string>& info) {
  return TestName(info.param);
}

}  // namespace dragoman::testing_support
